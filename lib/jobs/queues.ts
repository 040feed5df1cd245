import { z } from "zod";

/** A kind of job: its name, what it carries, and how it is tried again. Handlers stand in workers/. */
export interface JobKind<Data> {
  name: string;
  data: z.ZodType<Data>;
  options: {
    retryLimit: number;
    retryDelay: number;
    retryBackoff: boolean;
    expireInSeconds: number;
    /** A worker silent for so long counts as dead, and its jobs run again. */
    heartbeatSeconds: number;
    deleteAfterSeconds: number;
    deadLetter?: string;
    notify: boolean;
  };
}

const itemSchema = z.object({ itemId: z.uuid() });
export type ItemJob = z.infer<typeof itemSchema>;

const runSchema = z.object({ runId: z.uuid() });
const bulkSchema = z.object({ bulkId: z.uuid() });
const evaluationSchema = z.object({ versionId: z.uuid(), snapshotId: z.uuid() });

const ONE_HOUR_S = 3600;
/** The shortest that pg-boss takes. */
const HEARTBEAT_S = 10;

/** An item that could not be scored after all retries goes to a person (invariant 8). */
export const giveUpOnItem: JobKind<ItemJob> = {
  name: "give-up-on-item",
  data: itemSchema,
  options: {
    retryLimit: 1000,
    retryDelay: 5,
    retryBackoff: true,
    expireInSeconds: 60,
    heartbeatSeconds: HEARTBEAT_S,
    deleteAfterSeconds: ONE_HOUR_S,
    notify: true,
  },
};

/** Score an item and route it. */
export const judgeItem: JobKind<ItemJob> = {
  name: "judge-item",
  data: itemSchema,
  options: {
    retryLimit: 5,
    retryDelay: 1,
    retryBackoff: true,
    expireInSeconds: 120,
    heartbeatSeconds: HEARTBEAT_S,
    deleteAfterSeconds: ONE_HOUR_S,
    deadLetter: giveUpOnItem.name,
    notify: true,
  },
};

/** Look again at an item that was reported after it had been routed. */
export const reconsiderItem: JobKind<ItemJob> = {
  name: "reconsider-item",
  data: itemSchema,
  options: {
    retryLimit: 10,
    retryDelay: 1,
    retryBackoff: true,
    expireInSeconds: 60,
    heartbeatSeconds: HEARTBEAT_S,
    deleteAfterSeconds: ONE_HOUR_S,
    notify: true,
  },
};

/** Work out what the answers on a project's finished tasks add up to. */
export const combineAnswers: JobKind<{ projectId: string }> = {
  name: "combine-answers",
  data: z.object({ projectId: z.uuid() }),
  options: {
    retryLimit: 10,
    retryDelay: 2,
    retryBackoff: true,
    expireInSeconds: 300,
    heartbeatSeconds: HEARTBEAT_S,
    deleteAfterSeconds: ONE_HOUR_S,
    notify: true,
  },
};

/** Train a queued run; killed with its worker, it goes on from its checkpoint in the next one. */
export const trainModel: JobKind<z.infer<typeof runSchema>> = {
  name: "train-model",
  data: runSchema,
  options: {
    retryLimit: 20,
    retryDelay: 1,
    retryBackoff: false,
    expireInSeconds: 4 * ONE_HOUR_S,
    heartbeatSeconds: HEARTBEAT_S,
    deleteAfterSeconds: ONE_HOUR_S,
    notify: true,
  },
};

/** Measure a version against the champion of that moment. */
export const evaluateModel: JobKind<z.infer<typeof evaluationSchema>> = {
  name: "evaluate-model",
  data: evaluationSchema,
  options: {
    retryLimit: 3,
    retryDelay: 2,
    retryBackoff: true,
    expireInSeconds: ONE_HOUR_S,
    heartbeatSeconds: HEARTBEAT_S,
    deleteAfterSeconds: ONE_HOUR_S,
    notify: true,
  },
};

/** Fetch an item's pictures and videos, keep what is safe to show, and score it. */
export const fetchMedia: JobKind<ItemJob> = {
  name: "fetch-media",
  data: itemSchema,
  options: {
    retryLimit: 8,
    retryDelay: 5,
    retryBackoff: true,
    expireInSeconds: 600,
    heartbeatSeconds: 60,
    deleteAfterSeconds: ONE_HOUR_S,
    notify: true,
  },
};

/** Read the text in an item's pictures; slow, and nothing waits for it. */
export const readImageText: JobKind<ItemJob> = {
  name: "read-image-text",
  data: itemSchema,
  options: {
    retryLimit: 1,
    retryDelay: 30,
    retryBackoff: true,
    expireInSeconds: 300,
    heartbeatSeconds: 60,
    deleteAfterSeconds: ONE_HOUR_S,
    notify: true,
  },
};

/** Bring an action for many to its end, or back. */
export const workOnBulk: JobKind<z.infer<typeof bulkSchema>> = {
  name: "work-on-bulk",
  data: bulkSchema,
  options: {
    retryLimit: 1000,
    retryDelay: 2,
    retryBackoff: false,
    expireInSeconds: 600,
    heartbeatSeconds: HEARTBEAT_S,
    deleteAfterSeconds: ONE_HOUR_S,
    notify: true,
  },
};

/** In the order in which they are made: a dead-letter queue before what names it. */
export const JOB_KINDS = [
  giveUpOnItem,
  judgeItem,
  reconsiderItem,
  combineAnswers,
  trainModel,
  evaluateModel,
  fetchMedia,
  readImageText,
  workOnBulk,
] as const;
