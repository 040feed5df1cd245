import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { APPEAL_DAYS } from "./schema.ts";

const DECISION = "0195a1f2-08d4-7b51-8f0e-3c5d7a9b1e22";
const DECIDED = new Date("2026-01-01T00:00:00Z");
const DAY_MS = 86_400_000;
const later = (days: number) => new Date(DECIDED.getTime() + days * DAY_MS);

/** The module as an installation with this secret has it. */
async function installation(secret: string) {
  vi.resetModules();
  vi.stubEnv("DOCKET_SECRET", secret);
  vi.stubEnv("DATABASE_URL", "postgresql://none/none");
  return import("./appeal-token.ts");
}
type Installation = Awaited<ReturnType<typeof installation>>;

const problemOf = (ours: Installation, token: string, now = later(1)) => {
  try {
    return ours.readAppealToken(token, now);
  } catch (error) {
    return (error as { problem?: string }).problem;
  }
};

describe("an appeal link", () => {
  let ours: Installation;
  beforeEach(async () => {
    ours = await installation("our own secret, long enough to be taken");
  });
  afterEach(() => vi.unstubAllEnvs());

  it("opens the one decision it was made for, and fits in an address", () => {
    const token = ours.signAppealToken(DECISION, DECIDED);
    expect(ours.readAppealToken(token, later(1))).toBe(DECISION);
    expect(token).toMatch(/^[\w-]{70,90}$/);
    expect(ours.signAppealToken(DECISION, DECIDED)).toBe(token);
  });

  it("is good for at least six months and then says that it expired", () => {
    const token = ours.signAppealToken(DECISION, DECIDED);
    expect(problemOf(ours, token, later(184))).toBe(DECISION);
    expect(problemOf(ours, token, later(APPEAL_DAYS))).toBe("expired");
  });

  it("is tampered when any one bit of it is changed, and never opens anything", () => {
    const bytes = Buffer.from(ours.signAppealToken(DECISION, DECIDED), "base64url");
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const changed = Buffer.from(bytes);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(["tampered", "foreign"]).toContain(problemOf(ours, changed.toString("base64url")));
    }
  });

  it("is tampered when it is cut, lengthened, spelled otherwise or no token at all", () => {
    const token = ours.signAppealToken(DECISION, DECIDED);
    for (const other of [token.slice(0, -1), `${token}A`, `${token}=`, "", "x", "../../etc", "٪"])
      expect(problemOf(ours, other)).toBe("tampered");
  });

  it("of another installation is foreign", async () => {
    const token = ours.signAppealToken(DECISION, DECIDED);
    const theirs = await installation("somebody else's secret, also long enough");
    expect(problemOf(theirs, token)).toBe("foreign");
  });

  it("with another subject or a longer life under the same signature is tampered", () => {
    const bytes = Buffer.from(ours.signAppealToken(DECISION, DECIDED), "base64url");
    const other = Buffer.from(ours.signAppealToken(crypto.randomUUID(), later(500)), "base64url");
    for (const [from, to] of [
      [5, 21],
      [21, 27],
    ] as const) {
      const mixed = Buffer.from(bytes);
      other.copy(mixed, from, from, to);
      expect(problemOf(ours, mixed.toString("base64url"))).toBe("tampered");
    }
  });
});
