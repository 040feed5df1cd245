import { randomBytes } from "node:crypto";
import type { z } from "zod";
import { appendAudit } from "#lib/audit/index.ts";
import { assertCan, hashPassword, sha256, type Viewer } from "#lib/auth/index.ts";
import { consumeRate } from "#lib/auth/rate-limit.ts";
import { db, inTransaction, Prisma } from "#lib/db/index.ts";
import { env } from "#lib/env.ts";
import { DomainError } from "#lib/errors.ts";
import { publish } from "#lib/live/index.ts";
import { assertRoles, setLimits } from "./role-limits.ts";
import { type acceptSchema, type InvitationView, type inviteSchema, limitSchema } from "./schema.ts";

/** How long a link works: over a weekend, not for ever. */
const VALID_DAYS = 7;
/** Tries at links per address: 256 bits cannot be guessed, but need not be tried either. */
const TRIES = { points: 60, seconds: 15 * 60 };

const openAt = (now: Date) => ({ acceptedAt: null, revokedAt: null, expiresAt: { gt: now } });
const ADDRESS_TAKEN = "Somebody already has this e-mail address.";

/**
 * Invites somebody by a one-time link, which is returned once for the admin to pass on; only its hash is kept. A
 * second invitation to the same address ends the first.
 * @throws DomainError conflict when the address has an account, invalid when a role does not exist
 */
export async function invitePerson(
  viewer: Viewer,
  request: z.output<typeof inviteSchema>,
  now = new Date(),
): Promise<{ id: string; url: string }> {
  assertCan(viewer, "people:manage");
  const token = randomBytes(32).toString("base64url");
  const { id } = await inTransaction(async (tx) => {
    await assertRoles(tx, request.roles);
    if ((await tx.user.count({ where: { email: request.email } })) > 0)
      throw new DomainError("conflict", ADDRESS_TAKEN);
    await tx.invitation.updateMany({
      where: { email: request.email, acceptedAt: null, revokedAt: null },
      data: { revokedAt: now },
    });
    const made = await tx.invitation.create({
      data: {
        ...request,
        tokenHash: sha256(token),
        createdById: viewer.userId,
        createdAt: now,
        expiresAt: new Date(now.getTime() + VALID_DAYS * 86_400_000),
      },
    });
    await publish(tx, { topic: "area", area: "invitations", permission: "people:manage" });
    await appendAudit(tx, [
      {
        actor: `user:${viewer.userId}`,
        action: "person.invited",
        subject: `invitation:${made.id}`,
        data: { roles: request.roles, limits: request.limits },
      },
    ]);
    return made;
  });
  return { id, url: new URL(`/invite/${token}`, env().DOCKET_URL).toString() };
}

/** Invitations that can still be taken up, newest first. */
export async function listInvitations(viewer: Viewer, now = new Date()): Promise<InvitationView[]> {
  assertCan(viewer, "people:manage");
  const rows = await db().invitation.findMany({
    where: openAt(now),
    include: { createdBy: { select: { name: true } } },
    orderBy: { createdAt: "desc" },
  });
  return rows.map(({ id, email, name, roles, expiresAt, createdBy }) => ({
    id,
    email,
    name,
    roles,
    expiresAt: expiresAt.toISOString(),
    createdBy: createdBy.name,
  }));
}

/** Ends a link that was not used yet. @throws DomainError not_found */
export async function revokeInvitation(viewer: Viewer, id: string): Promise<void> {
  assertCan(viewer, "people:manage");
  await inTransaction(async (tx) => {
    const { count } = await tx.invitation.updateMany({
      where: { id, acceptedAt: null, revokedAt: null },
      data: { revokedAt: new Date() },
    });
    if (count === 0) throw new DomainError("not_found", "There is no such open invitation.");
    await publish(tx, { topic: "area", area: "invitations", permission: "people:manage" });
    await appendAudit(tx, [
      {
        actor: `user:${viewer.userId}`,
        action: "invitation.revoked",
        subject: `invitation:${id}`,
        data: {},
      },
    ]);
  });
}

/** Whom a link invites; null when it does not work (any more). */
export async function readInvitation(
  token: string,
  now = new Date(),
): Promise<{ email: string; name: string } | null> {
  const found = await db().invitation.findFirst({ where: { tokenHash: sha256(token), ...openAt(now) } });
  return found && { email: found.email, name: found.name };
}

/**
 * Makes the account of who holds the link, with the name and password they chose. A link works once, also for two
 * who press at the same moment.
 * @param address where the request comes from
 * @returns the e-mail address to sign in with
 * @throws DomainError not_found when the link does not work (any more), conflict when the address has an account
 */
export async function acceptInvitation(
  token: string,
  request: z.output<typeof acceptSchema>,
  address: string,
  now = new Date(),
): Promise<{ email: string }> {
  await consumeRate("invitation", address, TRIES);
  const passwordHash = await hashPassword(request.password);
  try {
    return await inTransaction(async (tx) => {
      const [taken] = await tx.invitation.updateManyAndReturn({
        where: { tokenHash: sha256(token), ...openAt(now) },
        data: { acceptedAt: now },
      });
      if (!taken) throw new DomainError("not_found", "This link does not work any more. Ask for a new one.");
      const { email, roles } = taken;
      const user = await tx.user.create({ data: { email, roles, name: request.name, passwordHash } });
      await setLimits(tx, user.id, roles, limitSchema.array().parse(taken.limits));
      await publish(tx, { topic: "area", area: "invitations", permission: "people:manage" });
      await publish(tx, { topic: "area", area: "people", permission: "people:manage" });
      await appendAudit(tx, [
        {
          actor: `user:${user.id}`,
          action: "person.created",
          subject: `user:${user.id}`,
          data: { roles, invitation: taken.id, invitedBy: taken.createdById },
        },
      ]);
      return { email };
    });
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002")
      throw new DomainError("conflict", ADDRESS_TAKEN);
    throw error;
  }
}
