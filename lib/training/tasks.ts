import type { Card, Label } from "#lib/scoring/index.ts";
import type { ModelPlace } from "#lib/scoring/model-in-force.ts";
import type { PreparedInputs } from "./fusion/prepare-inputs.ts";
import type { CurveRow, Evaluation, FrozenExample, SnapshotSummary, TrainingOptions } from "./schema.ts";

/** All that a training needs; it can be sent to a thread. */
export type TrainTask = {
  examples: FrozenExample[];
  base: ModelPlace;
  options: TrainingOptions;
  checkpoint: Uint8Array | null;
  version: string;
  run: number;
  snapshot: { number: number; hash: string; summary: SnapshotSummary };
  trainedAt: Date;
};
/** All that an evaluation needs. */
export type EvaluateTask = {
  examples: FrozenExample[];
  champion: ModelPlace;
  challenger: ModelPlace;
  thresholds: Partial<Record<Label, number>>;
  trainedOn: number;
  seed: number;
};
/** The same for the fused model: what it reads was read before. */
export type FusedTrainTask = Omit<TrainTask, "base" | "checkpoint"> & PreparedInputs;
/** A side without a place is late fusion. */
export type FusedEvaluateTask = Omit<EvaluateTask, "champion" | "challenger"> &
  PreparedInputs & { champion: ModelPlace | null; challenger: ModelPlace | null };
export type ModelTask =
  | ({ kind: "train" } & (TrainTask | FusedTrainTask))
  | ({ kind: "evaluate" } & (EvaluateTask | FusedEvaluateTask));

/** What the thread that works on a task says. */
export type ThreadMessage =
  | { kind: "epoch"; row: CurveRow; checkpoint: Uint8Array<ArrayBuffer> | null }
  | { kind: "trained"; produced: { onnx: Uint8Array; card: Card } | null }
  | { kind: "evaluated"; evaluation: Evaluation }
  | { kind: "failed"; words: string };
