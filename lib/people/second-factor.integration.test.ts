import { Secret, TOTP } from "otpauth";
import { describe, expect, it } from "vitest";
import { aViewer } from "#e2e/support/builders.ts";
import { openSession, proveSecondFactor, readViewer, type Viewer } from "#lib/auth/index.ts";
import { db } from "#lib/db/index.ts";
import {
  beginEnrolment,
  confirmEnrolment,
  createRole,
  readSecurity,
  resetSecondFactor,
  turnOffSecondFactor,
  updatePerson,
} from "./index.ts";

const STEP_MS = 30_000;
const codeAt = (secret: string, at: Date) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at.getTime() });

/** Somebody with a second factor, its secret, and when it was set up. */
async function enrolled(): Promise<{ viewer: Viewer; secret: string; at: Date; recoveryCodes: string[] }> {
  const viewer = await aViewer("moderator");
  const at = new Date();
  const { secret } = await beginEnrolment(viewer);
  const { recoveryCodes } = await confirmEnrolment(viewer, codeAt(secret, at), at);
  return { viewer, secret, at, recoveryCodes };
}

describe("a second factor", () => {
  it("counts once a first code proved it; its secret is sealed and its recovery codes hashed", async () => {
    const { viewer, secret, recoveryCodes } = await enrolled();
    expect(await readSecurity(viewer)).toMatchObject({ enrolled: true, recoveryCodesLeft: 10 });
    const row = await db().secondFactor.findUniqueOrThrow({ where: { userId: viewer.userId } });
    expect(row.secretSealed).not.toContain(secret);
    const kept = JSON.stringify(await db().recoveryCode.findMany({ where: { userId: viewer.userId } }));
    for (const code of recoveryCodes) expect(kept).not.toContain(code.replaceAll("-", ""));
    await expect(beginEnrolment(viewer)).rejects.toMatchObject({ kind: "conflict" });
  });

  it("a code works once: a replay, an older one and a wrong one are refused", async () => {
    const { viewer, secret, at } = await enrolled();
    const next = new Date(at.getTime() + STEP_MS);
    expect(await proveSecondFactor(viewer.userId, codeAt(secret, at), at)).toBe(false);
    expect(await proveSecondFactor(viewer.userId, codeAt(secret, next), next)).toBe(true);
    expect(await proveSecondFactor(viewer.userId, codeAt(secret, next), next)).toBe(false);
    const before = new Date(at.getTime() - STEP_MS);
    expect(await proveSecondFactor(viewer.userId, codeAt(secret, before), next)).toBe(false);
    expect(await proveSecondFactor(viewer.userId, "nonsense", next)).toBe(false);
  });

  it("of ten requests with the same code at once, one succeeds", async () => {
    const { viewer, secret, at } = await enrolled();
    const next = new Date(at.getTime() + STEP_MS);
    const tries = Array.from({ length: 10 }, () =>
      proveSecondFactor(viewer.userId, codeAt(secret, next), next),
    );
    expect((await Promise.all(tries)).filter(Boolean)).toHaveLength(1);
  });

  it("a recovery code works once, however it is typed", async () => {
    const { viewer, recoveryCodes } = await enrolled();
    const [code = ""] = recoveryCodes;
    expect(await proveSecondFactor(viewer.userId, ` ${code.toUpperCase()} `)).toBe(true);
    expect(await proveSecondFactor(viewer.userId, code)).toBe(false);
    expect((await readSecurity(viewer)).recoveryCodesLeft).toBe(9);
  });

  it("ten wrong codes are enough", async () => {
    const { viewer, recoveryCodes } = await enrolled();
    for (let guess = 0; guess < 10; guess++)
      expect(await proveSecondFactor(viewer.userId, `wrong-code-${guess}`)).toBe(false);
    await expect(proveSecondFactor(viewer.userId, recoveryCodes[0] ?? "")).rejects.toMatchObject({
      kind: "too_many_requests",
    });
  });

  it("an admin resets it for who lost it, which ends their sessions and is audited", async () => {
    const { viewer } = await enrolled();
    const session = await openSession(viewer.userId, { address: "192.0.2.1", userAgent: "" }, false);
    await resetSecondFactor(await aViewer("admin"), viewer.userId);
    expect(await readViewer(session)).toBeNull();
    expect((await readSecurity(viewer)).enrolled).toBe(false);
    expect(
      await db().auditEntry.count({
        where: { action: "second_factor.reset", subject: `user:${viewer.userId}` },
      }),
    ).toBe(1);
    await expect(turnOffSecondFactor(viewer, "123456")).rejects.toMatchObject({ kind: "invalid" });
  });

  it("who has a role that asks for one may only set it up until they have; then all is there", async () => {
    const [admin, person] = [await aViewer("admin"), await aViewer("moderator")];
    const { id } = await createRole(admin, {
      name: "Careful",
      nameFa: "",
      permissions: ["queues:read"],
      secondFactor: true,
    });
    await updatePerson(admin, person.userId, { roles: [id] });
    const session = await openSession(person.userId, { address: "192.0.2.1", userAgent: "" }, false);
    expect(await readViewer(session)).toMatchObject({ mustEnrol: true, permissions: ["self:edit"] });
    const viewer = { ...person, sessionId: session };
    const { secret } = await beginEnrolment(viewer);
    await confirmEnrolment(viewer, codeAt(secret, new Date()));
    expect(await readViewer(session)).toMatchObject({
      mustEnrol: false,
      permissions: ["self:edit", "queues:read"],
    });
    // The identity provider's own second factor counts for those who come from there.
    await resetSecondFactor(admin, person.userId);
    const fromProvider = await openSession(person.userId, { address: "192.0.2.1", userAgent: "" }, true);
    expect((await readViewer(fromProvider))?.mustEnrol).toBe(false);
  });
});
