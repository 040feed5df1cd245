import { randomBytes } from "node:crypto";
import { Secret, TOTP } from "otpauth";
import { inTransaction, type Tx } from "#lib/db/index.ts";
import { consumeRate, giveBackRate } from "./rate-limit.ts";
import { seal, sha256, unseal } from "./seal.ts";

const STEP_SECONDS = 30;
/** Steps a clock may be wrong by, either way (RFC 6238, 5.2). */
const WINDOW = 1;
/** Wrong codes per person: a million codes outlive them by far. */
const GUESSES = { points: 10, seconds: 15 * 60 };
const RECOVERY_CODES = 10;

const totpOf = (secret: string, email: string) =>
  new TOTP({
    issuer: "Docket",
    label: email,
    secret: Secret.fromBase32(secret),
    period: STEP_SECONDS,
    digits: 6,
  });

/** A new secret of 160 bits (RFC 4226, 4), in base 32, and the address that authenticators read. */
export function newSecret(email: string): { secret: string; sealed: string; uri: string } {
  const secret = new Secret({ size: 20 }).base32;
  return { secret, sealed: seal(secret), uri: totpOf(secret, email).toString() };
}

/**
 * Takes the step of a code, once: a code that was used, and any older one, is refused from then on, by one
 * conditional write, so that of two requests at once one succeeds.
 * @param confirming whether this is the first code, which proves that the authenticator has the secret
 */
export async function spendTotp(
  tx: Tx,
  userId: string,
  code: string,
  confirming: boolean,
  now: Date,
): Promise<boolean> {
  const factor = await tx.secondFactor.findUnique({ where: { userId } });
  if (!factor || (factor.confirmedAt === null) !== confirming) return false;
  const delta = totpOf(unseal(factor.secretSealed), "").validate({
    token: code,
    window: WINDOW,
    timestamp: now.getTime(),
  });
  if (delta === null) return false;
  const step = BigInt(Math.floor(now.getTime() / 1000 / STEP_SECONDS) + delta);
  const { count } = await tx.secondFactor.updateMany({
    where: { userId, lastStep: { lt: step }, confirmedAt: confirming ? null : { not: null } },
    data: { lastStep: step, ...(confirming && { confirmedAt: now }) },
  });
  return count === 1;
}

const asTyped = (code: string) => code.replace(/[\s-]/g, "").toLowerCase();

async function spendRecoveryCode(tx: Tx, userId: string, code: string, now: Date): Promise<boolean> {
  const { count } = await tx.recoveryCode.updateMany({
    where: { hash: sha256(asTyped(code)), userId, usedAt: null },
    data: { usedAt: now },
  });
  return count === 1;
}

/** New one-time codes in place of the old ones; they are shown once, only their hashes are kept. */
export async function replaceRecoveryCodes(tx: Tx, userId: string): Promise<string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, () => randomBytes(10).toString("hex"));
  await tx.recoveryCode.deleteMany({ where: { userId } });
  await tx.recoveryCode.createMany({ data: codes.map((code) => ({ hash: sha256(code), userId })) });
  return codes.map((code) => code.match(/.{5}/g)?.join("-") ?? code);
}

/** Counts an attempt at a code before it is looked at; wrong ones stay counted. @throws DomainError too_many_requests */
export async function guessing(userId: string, attempt: () => Promise<boolean>): Promise<boolean> {
  await consumeRate("second-factor", userId, GUESSES);
  const right = await attempt();
  if (right) await giveBackRate("second-factor", userId, GUESSES);
  return right;
}

/**
 * Whether a code proves the second factor of this person: six digits of the authenticator, or a recovery code, each
 * good once. @throws DomainError too_many_requests
 */
export function proveSecondFactor(userId: string, code: string, now = new Date()): Promise<boolean> {
  return guessing(userId, () =>
    inTransaction(async (tx) => {
      const digits = code.replace(/\s/g, "");
      return /^\d{6}$/.test(digits)
        ? spendTotp(tx, userId, digits, false, now)
        : spendRecoveryCode(tx, userId, code, now);
    }),
  );
}

/** Whether somebody has set up a second factor. */
export async function isEnrolled(tx: Tx, userId: string): Promise<boolean> {
  return (await tx.secondFactor.count({ where: { userId, confirmedAt: { not: null } } })) > 0;
}
