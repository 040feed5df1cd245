import { appendAudit } from "#lib/audit/index.ts";
import { assertCan, type Viewer } from "#lib/auth/index.ts";
import { inTransaction, type Tx } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";
import { type QualitySettingsView, qualityValuesSchema, type SaveSettings } from "./schema.ts";

/** The settings in force. */
export async function loadSettings(tx: Tx): Promise<QualitySettingsView> {
  const { revision, values } = await tx.qualitySettings.findUniqueOrThrow({ where: { id: 1 } });
  return { revision, values: qualityValuesSchema.parse(values) };
}

/** Changes how much is looked at twice and how much practice there is. @throws DomainError conflict when somebody else changed it meanwhile */
export function saveSettings(
  viewer: Viewer,
  request: SaveSettings,
  now = new Date(),
): Promise<QualitySettingsView> {
  assertCan(viewer, "quality:manage");
  const { revision, values } = request;
  return inTransaction(async (tx) => {
    const before = await loadSettings(tx);
    const { count } = await tx.qualitySettings.updateMany({
      where: { id: 1, revision },
      data: { values, revision: revision + 1, updatedAt: now },
    });
    if (count !== 1)
      throw new DomainError("conflict", "Somebody changed these settings meanwhile; look at them again.", {
        extra: { reason: "changed" },
      });
    await appendAudit(tx, [
      {
        actor: `user:${viewer.userId}`,
        action: "quality.settings_changed",
        subject: "quality:settings",
        data: { before: before.values, after: values },
      },
    ]);
    return { revision: revision + 1, values };
  });
}
