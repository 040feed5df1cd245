import { assertCan, can, type Viewer } from "#lib/auth/index.ts";
import { db } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";
import {
  type Card,
  type CardFigures,
  cardSchema,
  FUSION_MODEL,
  LATE_FUSION,
  TEXT_MODEL,
} from "#lib/scoring/index.ts";
import { type ConfusionLine, confusionsInForce, readSpeeds, type SpeedLine } from "./read-figures.ts";
import { VERDICT } from "./read-models.ts";
import { readShadow, type ShadowLine } from "./read-shadow.ts";
import { type Evaluation, evaluationSchema, type MovableModel } from "./schema.ts";
import { isMeasuredOnNow } from "./text-model-then.ts";

/** Figures with where they were measured. */
export type VersionFigures = Pick<CardFigures, "heads" | "identities"> & {
  measured: Pick<CardFigures, "measuredAt" | "command" | "examples" | "serving"> | null;
};
export interface MoveView {
  revision: number;
  kind: "install" | "promote" | "roll_back";
  from: string | null;
  to: string;
  reason: string;
  by: string | null;
  at: string;
}
export interface VersionView {
  model: MovableModel;
  version: string;
  state: string;
  registeredAt: string;
  card: Card | null;
  run: number | null;
  champion: string;
  revision: number;
  /** Against the champion in force, newest first of all; null where it was never measured. */
  evaluation:
    | (Evaluation & { against: string; snapshot: number; at: string; passed: boolean; current: boolean })
    | null;
  /** Of the card, measured at its making; else of the newest evaluation, on this installation's posts. */
  figures: VersionFigures | null;
  /** At the thresholds of the policies in force. */
  confusions: ConfusionLine[];
  /** Here, of late, on each provider it ran on. */
  speeds: SpeedLine[];
  moves: MoveView[];
  /** Of a fused version that scores, or once scored, in shadow. */
  shadow: ShadowLine | null;
  may: { promote: boolean; rollBack: boolean; evaluate: boolean; startShadow: boolean; endShadow: boolean };
}

/** A version with its card, its measurement and the pointer's history. @throws DomainError not_found */
export async function readVersion(
  viewer: Viewer,
  version: string,
  name: MovableModel = TEXT_MODEL,
): Promise<VersionView> {
  assertCan(viewer, "models:read");
  const [row, pointer] = await Promise.all([
    db().modelVersion.findUnique({
      where: { name_version: { name, version } },
      omit: { artifact: true },
      include: { trainingRun: { select: { number: true, snapshotId: true } }, asChallenger: VERDICT },
    }),
    db().modelPointer.findUnique({
      where: { name },
      include: { version: { select: { version: true } } },
    }),
  ]);
  if (!row || !pointer) throw new DomainError("not_found", "There is no such version.");
  const moves = await db().modelPointerMove.findMany({
    where: { name },
    orderBy: { revision: "desc" },
    include: {
      fromVersion: { select: { version: true } },
      toVersion: { select: { version: true } },
      actor: { select: { name: true } },
    },
  });
  const [measured] = row.asChallenger;
  const inForce = pointer.versionId === row.id;
  const mayMove = can(viewer, "models:promote");
  const card = cardSchema.safeParse(row.card).data ?? null;
  const evaluation = measured ? evaluationSchema.parse(measured.result) : null;
  const figures = figuresOf(card, evaluation);
  const current =
    measured?.championId === pointer.versionId &&
    evaluation !== null &&
    (await isMeasuredOnNow(db(), evaluation));
  const mayShadow = mayMove && name === FUSION_MODEL && version !== LATE_FUSION && !inForce;
  return {
    model: name,
    version,
    state: row.state,
    registeredAt: row.registeredAt.toISOString(),
    card,
    run: row.trainingRun?.number ?? null,
    champion: pointer.version.version,
    revision: pointer.revision,
    evaluation:
      measured && evaluation
        ? {
            ...evaluation,
            against: measured.champion.version,
            snapshot: measured.snapshot.number,
            at: measured.createdAt.toISOString(),
            passed: measured.passed,
            current,
          }
        : null,
    moves: moves.map(({ revision, kind, fromVersion, toVersion, reason, actor, movedAt }) => ({
      revision,
      kind,
      from: fromVersion?.version ?? null,
      to: toVersion.version,
      reason,
      by: actor?.name ?? null,
      at: movedAt.toISOString(),
    })),
    figures,
    confusions: figures ? await confusionsInForce(figures.heads) : [],
    speeds: await readSpeeds(version, name),
    shadow: name === FUSION_MODEL ? await readShadow(version) : null,
    may: {
      promote: mayMove && !inForce && current && measured?.passed === true,
      rollBack: mayMove && inForce && pointer.previousVersionId !== null,
      evaluate: can(viewer, "models:train") && !inForce && row.trainingRun !== null && !current,
      startShadow: mayShadow && row.state !== "challenger",
      endShadow: mayShadow && row.state === "challenger",
    },
  };
}

function figuresOf(card: Card | null, evaluation: Evaluation | null): VersionFigures | null {
  if (card?.figures) {
    const { heads, identities, ...measured } = card.figures;
    return { heads, identities, measured };
  }
  return evaluation?.figures ? { ...evaluation.figures, measured: null } : null;
}
