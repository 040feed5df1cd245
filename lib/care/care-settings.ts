import type { z } from "zod";
import { appendAudit } from "#lib/audit/index.ts";
import { assertCan, type Viewer } from "#lib/auth/index.ts";
import { db, inTransaction } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";
import type { CareSettings, saveCareSettingsSchema } from "./schema.ts";
import { readSettings } from "./store.ts";

/** The organisation's defaults, for who may change them. */
export function careSettings(viewer: Viewer): Promise<{ settings: CareSettings; revision: number }> {
  assertCan(viewer, "care:manage");
  return readSettings(db());
}

/** Whom to call, as the organisation says; read by everybody on a break. */
export async function helpline(viewer: Viewer): Promise<CareSettings["breaks"]["helpline"]> {
  assertCan(viewer, "self:edit");
  return (await readSettings(db())).settings.breaks.helpline;
}

/** Changes the organisation's defaults, audited with what was before. @throws DomainError conflict */
export async function saveCareSettings(
  viewer: Viewer,
  request: z.output<typeof saveCareSettingsSchema>,
  now = new Date(),
): Promise<{ revision: number }> {
  assertCan(viewer, "care:manage");
  return inTransaction(async (tx) => {
    const { settings: before } = await readSettings(tx);
    const { settings: content, revision } = request;
    const rows = await tx.$executeRaw`
      INSERT INTO care_settings (id, content, revision, updated_at)
      SELECT 1, ${JSON.stringify(content)}::jsonb, 1, ${now} WHERE ${revision} = 0
      ON CONFLICT (id) DO NOTHING`;
    const changed =
      rows === 1
        ? 1
        : (
            await tx.careSettings.updateMany({
              where: { id: 1, revision },
              data: { content, revision: revision + 1, updatedAt: now },
            })
          ).count;
    if (changed !== 1)
      throw new DomainError("conflict", "Somebody else changed these settings; look at theirs first.");
    await appendAudit(tx, [
      {
        actor: `user:${viewer.userId}`,
        action: "care.settings_changed",
        subject: "care:settings",
        data: { before, after: content },
      },
    ]);
    return { revision: revision + 1 };
  });
}
