import { assertCan, type Viewer } from "#lib/auth/index.ts";
import { db } from "#lib/db/index.ts";
import { listAccuracy, listGold } from "./gold.ts";
import { listLooks } from "./list-looks.ts";
import { readAgreement } from "./read-agreement.ts";
import type { Pair, QualityOverview } from "./schema.ts";
import { sessionsOf } from "./sessions.ts";
import { loadSettings } from "./settings.ts";

/** Everything the page about quality shows a lead. @param pair lists only what both of these people judged */
export async function readQuality(viewer: Viewer, pair?: Pair): Promise<QualityOverview> {
  assertCan(viewer, "quality:manage");
  const [settings, looks, agreement, gold, accuracy, sessions] = await Promise.all([
    loadSettings(db()),
    listLooks(viewer, pair),
    readAgreement(viewer),
    listGold(viewer),
    listAccuracy(viewer),
    sessionsOf(viewer, true),
  ]);
  return { settings, looks, agreement, gold, accuracy, sessions };
}
