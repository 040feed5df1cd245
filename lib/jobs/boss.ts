import { fromPrisma, type Job, PgBoss } from "pg-boss";
import type { Tx } from "#lib/db/index.ts";
import { env } from "#lib/env.ts";
import { log } from "#lib/log.ts";
import { JOB_KINDS, type JobKind } from "./queues.ts";

const SCHEMA = "jobs";
const SUPERVISE_SECONDS = 5;

// A sender needs no listener and no supervision: it reads what queues there are, and inserts through its callers.
let sender: Promise<PgBoss> | undefined;

async function openSender(): Promise<PgBoss> {
  const boss = new PgBoss({
    connectionString: env().DATABASE_URL,
    schema: SCHEMA,
    migrate: false,
    createSchema: false,
    supervise: false,
    schedule: false,
    max: 1,
  });
  boss.on("error", (error) => log().error({ err: error }, "job queue"));
  await boss.start();
  return boss;
}

/** Sends jobs inside the caller's transaction: they exist if and only if it commits. */
export async function sendJobs<Data extends object>(
  tx: Tx,
  kind: JobKind<Data>,
  data: Data[],
): Promise<void> {
  if (data.length === 0) return;
  sender ??= openSender().catch((error) => {
    sender = undefined;
    throw error;
  });
  const boss = await sender;
  await boss.insert(
    kind.name,
    data.map((payload) => ({ data: payload })),
    { db: fromPrisma(tx) },
  );
}

/** Ends what `sendJobs` opened; for processes that must end by themselves. */
export async function closeJobSender(): Promise<void> {
  await (await sender)?.stop({ graceful: false, close: true });
  sender = undefined;
}

/** Installs the job tables and queues; safe to run at every start. */
export async function installJobs(databaseUrl: string): Promise<void> {
  const boss = new PgBoss({
    connectionString: databaseUrl,
    schema: SCHEMA,
    supervise: false,
    schedule: false,
    max: 2,
  });
  await boss.start();
  for (const kind of JOB_KINDS) {
    await boss.createQueue(kind.name, kind.options);
    await boss.updateQueue(kind.name, kind.options);
  }
  await boss.stop({ graceful: false, close: true });
}

export type JobOutcome = { id: string; status: "completed" | "failed" | "deadletter"; output?: object };

/** A process that works on jobs. */
export interface JobWorker {
  handle: <Data extends object>(
    kind: JobKind<Data>,
    options: { batchSize: number; concurrency: number },
    handler: (jobs: { id: string; data: Data }[]) => Promise<JobOutcome[]>,
  ) => Promise<void>;
  /** Lets running jobs finish, at most `seconds`. */
  stop: (seconds: number) => Promise<void>;
}

/** Connects a worker; jobs wake it at once (LISTEN/NOTIFY), polling is the floor. */
export async function startJobWorker(): Promise<JobWorker> {
  const boss = new PgBoss({
    connectionString: env().DATABASE_URL,
    schema: SCHEMA,
    migrate: false,
    createSchema: false,
    useListenNotify: true,
    // A worker that was killed is noticed by its silence: its jobs run again within heartbeat + this.
    superviseIntervalSeconds: SUPERVISE_SECONDS,
    monitorIntervalSeconds: SUPERVISE_SECONDS,
    max: 6,
  });
  boss.on("error", (error) => log().error({ err: error }, "job queue"));
  await boss.start();
  return {
    async handle(kind, { batchSize, concurrency }, handler) {
      await boss.work(
        kind.name,
        {
          batchSize,
          localConcurrency: concurrency,
          perJobResults: true,
          burstWhenBatchFull: true,
          pollingIntervalSeconds: 0.5,
          notifyPollingIntervalSeconds: 5,
        },
        async (jobs: Job<unknown>[]) =>
          handler(jobs.map((job) => ({ id: job.id, data: kind.data.parse(job.data) }))),
      );
    },
    stop: (seconds) => boss.stop({ graceful: true, timeout: seconds * 1000, close: true }),
  };
}
