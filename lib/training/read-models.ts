import { assertCan, can, type Viewer } from "#lib/auth/index.ts";
import { db, type Prisma } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";
import { TEXT_MODEL } from "#lib/scoring/index.ts";
import { countSupply, type LabelSupply } from "./claim-store.ts";
import { LIVE, parseCurve } from "./run-store.ts";
import {
  type CurveRow,
  evaluationSchema,
  type SnapshotSummary,
  summarySchema,
  type TrainingOptions,
  trainingOptionsSchema,
} from "./schema.ts";
import { findSnapshot } from "./snapshot-store.ts";

/** Runs and snapshots that the overview names. */
const SHOWN = 12;

export interface RunView {
  number: number;
  state: "queued" | "running" | "cancelling" | "cancelled" | "failed" | "succeeded";
  snapshot: number;
  base: string;
  options: TrainingOptions;
  curve: CurveRow[];
  failure: string | null;
  /** How often a worker took it up; more than once where one died over it. */
  attempts: number;
  createdAt: string;
  startedAt: string | null;
  finishedAt: string | null;
  by: string | null;
  produced: string | null;
  /** The model that is trained. */
  model: string;
  may: { cancel: boolean };
}
/** The newest evaluation of a version against the champion of that time, in a line. */
export interface Verdict {
  passed: boolean;
  against: string;
  snapshot: number;
  value: number;
  interval: [number, number] | null;
  examples: number;
}
export interface VersionLine {
  version: string;
  state: string;
  registeredAt: string;
  run: number | null;
  trainExamples: number | null;
  verdict: Verdict | null;
}
export interface SnapshotLine {
  number: number;
  hash: string;
  createdAt: string;
  examples: number;
}
export interface ModelsOverview {
  champion: { version: string; since: string; revision: number } | null;
  versions: VersionLine[];
  runs: RunView[];
  snapshots: SnapshotLine[];
  supply: LabelSupply & { since: string | null };
  may: { train: boolean };
}
export interface SnapshotView {
  number: number;
  hash: string;
  note: string;
  createdAt: string;
  summary: SnapshotSummary;
  runs: number[];
}

const RUN = {
  omit: { checkpoint: true },
  include: {
    snapshot: { select: { number: true } },
    baseVersion: { select: { name: true, version: true } },
    createdBy: { select: { name: true } },
    produced: { select: { version: true } },
  },
} satisfies Prisma.TrainingRunDefaultArgs;
export const VERDICT = {
  select: {
    passed: true,
    result: true,
    createdAt: true,
    championId: true,
    champion: { select: { version: true } },
    snapshot: { select: { number: true } },
  },
  orderBy: { createdAt: "desc" },
  take: 1,
} satisfies Prisma.ModelVersion$asChallengerArgs;

/** The room at a glance: what is in force, what waits, what is under way, and what there is to learn from. */
export async function readModels(viewer: Viewer): Promise<ModelsOverview> {
  assertCan(viewer, "models:read");
  const [pointer, versions, runs, snapshots] = await Promise.all([
    db().modelPointer.findUnique({
      where: { name: TEXT_MODEL },
      include: { version: { select: { version: true } } },
    }),
    findVersions(TEXT_MODEL),
    db().trainingRun.findMany({ ...RUN, orderBy: { number: "desc" }, take: SHOWN }),
    db().datasetSnapshot.findMany({ orderBy: { number: "desc" }, take: SHOWN }),
  ]);
  const last = snapshots[0]?.createdAt ?? null;
  const supply = await countSupply(db(), last ?? new Date(0));
  const live = runs.some(({ state }) => LIVE.some((one) => one === state));
  return {
    champion: pointer && {
      version: pointer.version.version,
      since: pointer.movedAt.toISOString(),
      revision: pointer.revision,
    },
    versions,
    runs: runs.map((run) => viewRun(viewer, run)),
    snapshots: snapshots.map(({ number, hash, createdAt, summary }) => ({
      number,
      hash,
      createdAt: createdAt.toISOString(),
      examples: summarySchema.parse(summary).examples,
    })),
    supply: { ...supply, since: last?.toISOString() ?? null },
    may: {
      train: can(viewer, "models:train") && pointer !== null && !live,
    },
  };
}

/** The versions of a model, newest first, each with its newest verdict. */
export async function findVersions(name: string): Promise<VersionLine[]> {
  const rows = await db().modelVersion.findMany({
    where: { name },
    select: {
      version: true,
      state: true,
      registeredAt: true,
      trainingRun: { select: { number: true, snapshot: { select: { summary: true } } } },
      asChallenger: VERDICT,
    },
    orderBy: { registeredAt: "desc" },
  });
  return rows.map((row) => ({
    version: row.version,
    state: row.state,
    registeredAt: row.registeredAt.toISOString(),
    run: row.trainingRun?.number ?? null,
    trainExamples: row.trainingRun
      ? summarySchema.parse(row.trainingRun.snapshot.summary).splits.train
      : null,
    verdict: verdictOf(row.asChallenger[0]),
  }));
}

function verdictOf(
  row:
    | Prisma.ModelVersionGetPayload<{ select: { asChallenger: typeof VERDICT } }>["asChallenger"][0]
    | undefined,
): Verdict | null {
  if (!row) return null;
  const { primary, examples } = evaluationSchema.parse(row.result);
  return {
    passed: row.passed,
    against: row.champion.version,
    snapshot: row.snapshot.number,
    value: primary.value,
    interval: primary.interval,
    examples,
  };
}

/** One run with its curve so far. @throws DomainError not_found */
export async function readRun(viewer: Viewer, number: number): Promise<RunView> {
  assertCan(viewer, "models:read");
  const run = await db().trainingRun.findUnique({ ...RUN, where: { number } });
  if (!run) throw new DomainError("not_found", "There is no such run.");
  return viewRun(viewer, run);
}

function viewRun(viewer: Viewer, run: Prisma.TrainingRunGetPayload<typeof RUN>): RunView {
  return {
    number: run.number,
    state: run.state,
    snapshot: run.snapshot.number,
    base: run.baseVersion.version,
    options: trainingOptionsSchema.parse(run.options),
    curve: parseCurve(run.curve),
    failure: run.failure,
    attempts: run.attempt,
    createdAt: run.createdAt.toISOString(),
    startedAt: run.startedAt?.toISOString() ?? null,
    finishedAt: run.finishedAt?.toISOString() ?? null,
    by: run.createdBy?.name ?? null,
    produced: run.produced?.version ?? null,
    model: run.baseVersion.name,
    may: { cancel: can(viewer, "models:train") && (run.state === "queued" || run.state === "running") },
  };
}

/** A snapshot's counts; its examples are downloaded. @throws DomainError not_found */
export async function readSnapshot(viewer: Viewer, number: number): Promise<SnapshotView> {
  assertCan(viewer, "models:read");
  const found = await findSnapshot(db(), { number });
  if (!found) throw new DomainError("not_found", "There is no such snapshot.");
  const runs = await db().trainingRun.findMany({
    where: { snapshotId: found.id },
    select: { number: true },
    orderBy: { number: "asc" },
  });
  const { hash, note, createdAt, summary } = found;
  return {
    number,
    hash,
    note,
    createdAt: createdAt.toISOString(),
    summary,
    runs: runs.map((run) => run.number),
  };
}
