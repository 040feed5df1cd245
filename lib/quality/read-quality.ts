import { assertCan, type Viewer } from "#lib/auth/index.ts";
import { db } from "#lib/db/index.ts";
import { listLooks } from "./list-looks.ts";
import type { QualityOverview } from "./schema.ts";
import { loadSettings } from "./settings.ts";

/** Everything the page about quality shows a lead. */
export async function readQuality(viewer: Viewer): Promise<QualityOverview> {
  assertCan(viewer, "quality:manage");
  const [settings, looks] = await Promise.all([loadSettings(db()), listLooks(viewer)]);
  return { settings, looks };
}
