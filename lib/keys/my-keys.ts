import type { z } from "zod";
import { assertCan, type Viewer } from "#lib/auth/index.ts";
import { db } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";
import { keyOverridesSchema, type MyKeys, type saveKeysSchema } from "./schema.ts";

/** The keys this person chose, wherever they sign in. */
export async function myKeys(viewer: Viewer): Promise<MyKeys> {
  assertCan(viewer, "self:edit");
  const row = await db().keyBindings.findUnique({ where: { userId: viewer.userId } });
  return { overrides: keyOverridesSchema.parse(row?.overrides ?? {}), revision: row?.revision ?? 0 };
}

/**
 * Keeps this person's keys. Whether they conflict the caller has checked: the map of commands is the console's.
 * @throws DomainError conflict when another tab changed them since
 */
export async function saveKeys(viewer: Viewer, request: z.output<typeof saveKeysSchema>): Promise<MyKeys> {
  assertCan(viewer, "self:edit");
  const { userId } = viewer;
  const { overrides, revision } = request;
  const first = await db().$executeRaw`
    INSERT INTO key_bindings (user_id, overrides, revision)
    SELECT ${userId}::uuid, ${JSON.stringify(overrides)}::jsonb, 1 WHERE ${revision} = 0
    ON CONFLICT (user_id) DO NOTHING`;
  const changed =
    first ||
    (
      await db().keyBindings.updateMany({
        where: { userId, revision },
        data: { overrides, revision: revision + 1 },
      })
    ).count;
  if (changed !== 1) throw new DomainError("conflict", "Your keys were changed in another tab; look again.");
  return { overrides, revision: revision + 1 };
}
