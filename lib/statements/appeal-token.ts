import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import { env } from "#lib/env.ts";
import { DomainError } from "#lib/errors.ts";
import { APPEAL_DAYS } from "./schema.ts";

const DAY_MS = 86_400_000;
const FORMAT = 1;
// Format, key id, decision id, expiry in seconds since 1970, HMAC-SHA256.
const KEY_ID = { from: 1, bytes: 4 };
const DECISION = { from: 5, bytes: 16 };
const EXPIRES = { from: 21, bytes: 6 };
const MAC = { from: 27, bytes: 32 };
const TOKEN_BYTES = MAC.from + MAC.bytes;

function derive(purpose: string, bytes: number): Buffer {
  return Buffer.from(hkdfSync("sha256", env().DOCKET_SECRET, "", `docket: ${purpose}`, bytes));
}
const macKey = () => derive("sign appeal links", 32);
/** Tells a link of another installation, or of an earlier secret, from a damaged one of ours. */
const keyId = () => derive("name the key of appeal links", KEY_ID.bytes);

/** The moment from which a decision of that time cannot be contested any more. */
export function appealDeadline(decidedAt: Date): Date {
  return new Date(decidedAt.getTime() + APPEAL_DAYS * DAY_MS);
}

/** The token by which one decision, and nothing else, can be contested until its deadline. Same input, same token. */
export function signAppealToken(decisionId: string, decidedAt: Date): string {
  const token = Buffer.alloc(TOKEN_BYTES);
  token.writeUInt8(FORMAT, 0);
  keyId().copy(token, KEY_ID.from);
  Buffer.from(decisionId.replaceAll("-", ""), "hex").copy(token, DECISION.from);
  token.writeUIntBE(Math.floor(appealDeadline(decidedAt).getTime() / 1000), EXPIRES.from, EXPIRES.bytes);
  macOf(token).copy(token, MAC.from);
  return token.toString("base64url");
}

/** Why a token opens nothing. foreign: another installation's, or from before the secret was changed. */
export type TokenProblem = "expired" | "tampered" | "foreign";

export class AppealTokenError extends DomainError {
  readonly problem: TokenProblem;
  /** Of an expired token, whose signature is good: what it was for. */
  readonly decisionId: string | null;

  constructor(problem: TokenProblem, decisionId: string | null = null) {
    super("invalid", PROBLEMS[problem], {
      fields: [{ field: "appealToken", message: problem }],
      extra: { reason: problem },
    });
    this.problem = problem;
    this.decisionId = decisionId;
  }
}

const PROBLEMS: Record<TokenProblem, string> = {
  expired: "The time to contest this decision has passed.",
  tampered: "This appeal link is damaged.",
  foreign: "This appeal link was not made by this installation.",
};

/**
 * The decision that a token stands for. Its signature is compared in constant time, and nothing of it is
 * believed before.
 * @throws AppealTokenError
 */
export function readAppealToken(text: string, now: Date): string {
  const token = Buffer.from(text, "base64url");
  // base64url has several spellings of the same bytes; only the one we write is ours.
  if (token.length !== TOKEN_BYTES || token.toString("base64url") !== text || token.readUInt8(0) !== FORMAT)
    throw new AppealTokenError("tampered");
  if (!part(token, KEY_ID).equals(keyId())) throw new AppealTokenError("foreign");
  if (!timingSafeEqual(part(token, MAC), macOf(token))) throw new AppealTokenError("tampered");
  const decisionId = part(token, DECISION)
    .toString("hex")
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  if (token.readUIntBE(EXPIRES.from, EXPIRES.bytes) * 1000 <= now.getTime())
    throw new AppealTokenError("expired", decisionId);
  return decisionId;
}

/** Where the author of a restricted item can contest the decision. */
export function appealUrl(decisionId: string, decidedAt: Date): string {
  return `${env().DOCKET_URL.replace(/\/$/, "")}/appeal/${signAppealToken(decisionId, decidedAt)}`;
}

function part(token: Buffer, where: { from: number; bytes: number }): Buffer {
  return token.subarray(where.from, where.from + where.bytes);
}

function macOf(token: Buffer): Buffer {
  return createHmac("sha256", macKey()).update(token.subarray(0, MAC.from)).digest();
}
