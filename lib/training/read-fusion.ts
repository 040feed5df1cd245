import { assertCan, can, type Viewer } from "#lib/auth/index.ts";
import { db } from "#lib/db/index.ts";
import { FUSION_MODEL, type Label } from "#lib/scoring/index.ts";
import { countDecided } from "./claim-store.ts";
import { SPLIT_SHARES } from "./draw-splits.ts";
import { MIN_EXAMPLES } from "./fusion/prepare-fusion.ts";
import { findVersions, type VersionLine } from "./read-models.ts";
import { LIVE } from "./run-store.ts";
import { MIN_POSITIVES } from "./train-model.ts";

/** Decided items of one label, of both answers. */
export interface DecidedLabel {
  label: Label;
  harmful: number;
  harmless: number;
}
export interface FusionOverview {
  champion: { version: string; since: string; revision: number } | null;
  versions: VersionLine[];
  supply: {
    /** Items that a person has decided. */
    items: number;
    /** So many are needed for enough of them to be trained on. */
    least: number;
    missing: number;
    /** Of each answer a label needs as many, or it gets no head. */
    leastOfAnswer: number;
    labels: DecidedLabel[];
    /** What keeps a training from starting: too few items, no label with enough of both answers, another training. */
    lacking: "items" | "answers" | "turn" | null;
  };
  may: { train: boolean };
}

const { train: TRAIN_SHARE } = SPLIT_SHARES;

/** The fused model: what is in force, its versions, and whether there is enough to train one. */
export async function readFusion(viewer: Viewer): Promise<FusionOverview> {
  assertCan(viewer, "models:read");
  const [pointer, versions, decided, live] = await Promise.all([
    db().modelPointer.findUnique({
      where: { name: FUSION_MODEL },
      include: { version: { select: { version: true } } },
    }),
    findVersions(FUSION_MODEL),
    countDecided(db()),
    db().trainingRun.count({ where: { state: { in: [...LIVE] } } }),
  ]);
  const items = decided.find(({ label }) => label === null)?.items ?? 0;
  const least = Math.ceil(MIN_EXAMPLES / TRAIN_SHARE);
  const leastOfAnswer = Math.ceil(MIN_POSITIVES / TRAIN_SHARE);
  const labels = decided.flatMap(({ label, harmful, harmless }) =>
    label === null ? [] : [{ label, harmful, harmless }],
  );
  const hasHead = labels.some(({ harmful, harmless }) => Math.min(harmful, harmless) >= leastOfAnswer);
  const lacking = items < least ? "items" : !hasHead ? "answers" : live > 0 ? "turn" : null;
  return {
    champion: pointer && {
      version: pointer.version.version,
      since: pointer.movedAt.toISOString(),
      revision: pointer.revision,
    },
    versions,
    supply: { items, least, missing: Math.max(0, least - items), leastOfAnswer, labels, lacking },
    may: { train: can(viewer, "models:train") && pointer !== null },
  };
}
