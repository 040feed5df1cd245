import { z } from "zod";
import { appendAudit } from "#lib/audit/index.ts";
import { assertCan, hashPassword, type Viewer } from "#lib/auth/index.ts";
import { inTransaction, Prisma } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";
import { assertRoles } from "./role-limits.ts";
import { inviteSchema, passwordSchema } from "./schema.ts";

export const createPersonSchema = z.object({
  ...inviteSchema.pick({ email: true, name: true, roles: true }).shape,
  password: passwordSchema,
});

/**
 * Makes an account with a password that somebody else knows, for installing and for scripts; people are invited.
 * @throws DomainError conflict when the address is taken, invalid when a role does not exist
 */
export async function createPerson(
  actor: Viewer | "system",
  request: z.input<typeof createPersonSchema>,
): Promise<{ id: string }> {
  if (actor !== "system") assertCan(actor, "people:manage");
  const { password, ...person } = createPersonSchema.parse(request);
  const passwordHash = await hashPassword(password);
  try {
    return await inTransaction(async (tx) => {
      await assertRoles(tx, person.roles);
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
