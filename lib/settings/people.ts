import { z } from "zod";
import { appendAudit } from "#lib/audit/index.ts";
import { assertCan, hashPassword, ROLES, type Viewer } from "#lib/auth/index.ts";
import { db, inTransaction, Prisma } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";

const PASSWORD_MIN = 12;

export const createPersonSchema = z.object({
  email: z
    .email()
    .max(320)
    .transform((email) => email.toLowerCase()),
  name: z.string().trim().min(1).max(100),
  roles: z.array(z.enum(ROLES)).min(1),
  password: z.string().min(PASSWORD_MIN, `should have at least ${PASSWORD_MIN} characters`).max(1024),
});

export const updatePersonSchema = z.object({
  roles: z.array(z.enum(ROLES)).min(1).optional(),
  active: z.boolean().optional(),
});

export interface PersonView {
  id: string;
  email: string;
  name: string;
  roles: string[];
  active: boolean;
  createdAt: string;
}

/** Everyone with an account, by name. */
export async function listPeople(viewer: Viewer): Promise<PersonView[]> {
  assertCan(viewer, "people:manage");
  const users = await db().user.findMany({ orderBy: { name: "asc" }, take: 1000 });
  return users.map(({ id, email, name, roles, active, createdAt }) => ({
    id,
    email,
    name,
    roles,
    active,
    createdAt: createdAt.toISOString(),
  }));
}

/** @throws DomainError conflict when the address is taken */
export async function createPerson(
  actor: Viewer | "system",
  request: z.input<typeof createPersonSchema>,
): Promise<{ id: string }> {
  if (actor !== "system") assertCan(actor, "people:manage");
  const { password, ...person } = createPersonSchema.parse(request);
  const passwordHash = await hashPassword(password);
  try {
    return await inTransaction(async (tx) => {
      const user = await tx.user.create({ data: { ...person, passwordHash } });
      const by = actor === "system" ? "system" : `user:${actor.userId}`;
      await appendAudit(tx, [
        { actor: by, action: "person.created", subject: `user:${user.id}`, data: { roles: person.roles } },
      ]);
      return { id: user.id };
    });
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002")
      throw new DomainError("conflict", "Somebody already has this e-mail address.");
    throw error;
  }
}

/** Changes roles or shuts an account; the last active admin stays one. @throws DomainError not_found, conflict */
export async function updatePerson(
  viewer: Viewer,
  id: string,
  request: z.infer<typeof updatePersonSchema>,
): Promise<void> {
  assertCan(viewer, "people:manage");
  const change = updatePersonSchema.parse(request);
  await inTransaction(async (tx) => {
    const { count } = await tx.user.updateMany({ where: { id }, data: change });
    if (count === 0) throw new DomainError("not_found", "There is no such person.");
    const admins = await tx.user.count({ where: { active: true, roles: { has: "admin" } } });
    if (admins === 0) throw new DomainError("conflict", "The last active admin cannot be taken away.");
    await appendAudit(tx, [
      { actor: `user:${viewer.userId}`, action: "person.changed", subject: `user:${id}`, data: change },
    ]);
  });
}
