import { encode } from "uqr";
import { appendAudit } from "#lib/audit/index.ts";
import {
  assertCan,
  guessing,
  isEnrolled,
  newSecret,
  proveSecondFactor,
  replaceRecoveryCodes,
  spendTotp,
  type Viewer,
} from "#lib/auth/index.ts";
import { db, inTransaction, type Tx } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";
import type { SecurityView } from "./schema.ts";
import { endSessions } from "./sessions.ts";

const WRONG = new DomainError("invalid", "This code is not right, or was used already.", {
  fields: [{ field: "code", message: "not right, or used already" }],
});

/** What the own security page shows. */
export async function readSecurity(viewer: Viewer): Promise<SecurityView> {
  assertCan(viewer, "self:edit");
  const { userId, roles } = viewer;
  const [enrolled, required, recoveryCodesLeft, user] = await Promise.all([
    isEnrolled(db(), userId),
    db().role.count({ where: { id: { in: roles }, secondFactor: true } }),
    db().recoveryCode.count({ where: { userId, usedAt: null } }),
    db().user.findUniqueOrThrow({ where: { id: userId }, select: { passwordHash: true } }),
  ]);
  return { enrolled, required: required > 0, recoveryCodesLeft, hasPassword: user.passwordHash !== null };
}

/** A secret to be put into an authenticator: to type, and as a picture of dark squares. */
export interface Enrolment {
  secret: string;
  uri: string;
  /** Rows of the QR code, `#` dark and `.` light, with its quiet zone. */
  qr: string[];
}

/** Begins to set up a second factor; it counts once a code proved it. @throws DomainError conflict when there is one */
export async function beginEnrolment(viewer: Viewer): Promise<Enrolment> {
  assertCan(viewer, "self:edit");
  const { secret, sealed, uri } = newSecret(viewer.email);
  await inTransaction(async (tx) => {
    if (await isEnrolled(tx, viewer.userId))
      throw new DomainError("conflict", "You have a second factor. Turn it off first to set up another.");
    await tx.secondFactor.deleteMany({ where: { userId: viewer.userId, confirmedAt: null } });
    await tx.secondFactor.create({ data: { userId: viewer.userId, secretSealed: sealed } });
  });
  const { data } = encode(uri, { border: 2 });
  return { secret, uri, qr: data.map((row) => row.map((dark) => (dark ? "#" : ".")).join("")) };
}

/**
 * Proves with a first code that the authenticator has the secret. Other sessions end: they were opened without it.
 * @returns recovery codes, shown once
 * @throws DomainError invalid, too_many_requests
 */
export async function confirmEnrolment(
  viewer: Viewer,
  code: string,
  now = new Date(),
): Promise<{ recoveryCodes: string[] }> {
  assertCan(viewer, "self:edit");
  let recoveryCodes: string[] = [];
  const right = await guessing(viewer.userId, () =>
    inTransaction(async (tx) => {
      if (!(await spendTotp(tx, viewer.userId, code.replace(/\s/g, ""), true, now))) return false;
      recoveryCodes = await replaceRecoveryCodes(tx, viewer.userId);
      await endSessions(tx, viewer.userId, { except: viewer.sessionId });
      await audit(tx, viewer, viewer.userId, "second_factor.enrolled");
      return true;
    }),
  );
  if (!right) throw WRONG;
  return { recoveryCodes };
}

/** New recovery codes, for whoever proves the factor once more. @throws DomainError invalid, too_many_requests */
export async function renewRecoveryCodes(viewer: Viewer, code: string): Promise<{ recoveryCodes: string[] }> {
  assertCan(viewer, "self:edit");
  if (!(await proveSecondFactor(viewer.userId, code))) throw WRONG;
  return inTransaction(async (tx) => {
    const recoveryCodes = await replaceRecoveryCodes(tx, viewer.userId);
    await audit(tx, viewer, viewer.userId, "second_factor.codes_renewed");
    return { recoveryCodes };
  });
}

/** Turns one's own second factor off. @throws DomainError invalid, too_many_requests */
export async function turnOffSecondFactor(viewer: Viewer, code: string): Promise<void> {
  assertCan(viewer, "self:edit");
  if (!(await proveSecondFactor(viewer.userId, code))) throw WRONG;
  await inTransaction(async (tx) => {
    await remove(tx, viewer.userId);
    await audit(tx, viewer, viewer.userId, "second_factor.turned_off");
  });
}

/**
 * Takes the second factor of somebody who lost it, and ends their sessions; who asks for it must be sure who they are.
 * @throws DomainError not_found when they have none
 */
export async function resetSecondFactor(viewer: Viewer, userId: string): Promise<void> {
  assertCan(viewer, "people:manage");
  await inTransaction(async (tx) => {
    if ((await remove(tx, userId)) === 0)
      throw new DomainError("not_found", "This person has no second factor.");
    await endSessions(tx, userId, { except: viewer.sessionId });
    await audit(tx, viewer, userId, "second_factor.reset");
  });
}

async function remove(tx: Tx, userId: string): Promise<number> {
  await tx.recoveryCode.deleteMany({ where: { userId } });
  return (await tx.secondFactor.deleteMany({ where: { userId } })).count;
}

async function audit(tx: Tx, viewer: Viewer, userId: string, action: string): Promise<void> {
  await appendAudit(tx, [{ actor: `user:${viewer.userId}`, action, subject: `user:${userId}`, data: {} }]);
}
