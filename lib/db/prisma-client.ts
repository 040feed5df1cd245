import { createHash } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import { env } from "#lib/env.ts";
import type { Prisma } from "./generated/client.ts";
import { PrismaClient } from "./generated/client.ts";

/** A client inside a transaction; every function of a store takes one. */
export type Tx = Prisma.TransactionClient;

export type Database = PrismaClient;

/**
 * Connections outlast the pauses of a working day: a new one costs a handshake and the plans of all statements, and is
 * opened just when many ask at once.
 */
const IDLE_MS = 15 * 60_000;

/** Opens a client of its own on `url`; callers close it with `$disconnect`. */
export function openDatabase(url: string, poolSize: number): Database {
  return new PrismaClient({
    adapter: new PrismaPg(
      { connectionString: url, max: poolSize, idleTimeoutMillis: IDLE_MS, allowExitOnIdle: true },
      { statementNameGenerator: statementName },
    ),
    transactionOptions: { maxWait: 10_000, timeout: 30_000 },
  });
}

/** Statements with more parameters than this are bulk writes, whose text differs with every row count. */
const MOST_NAMED_PARAMETERS = 16;

/**
 * A name by which PostgreSQL keeps a statement's plan, so that the desk's large query is planned once per
 * connection and not at every click. The empty name keeps nothing.
 */
function statementName({ sql, args }: { sql: string; args: unknown[] }): string {
  if (args.length > MOST_NAMED_PARAMETERS) return "";
  return `docket_${createHash("sha1").update(sql).digest("hex").slice(0, 24)}`;
}

// The dev server re-evaluates modules; one pool must survive that.
const shared = globalThis as { docketDatabase?: Database };

/** The process's one client. */
export function db(): Database {
  shared.docketDatabase ??= openDatabase(env().DATABASE_URL, env().DATABASE_POOL_SIZE);
  return shared.docketDatabase;
}

/** Runs `work` in one transaction: all of it is committed, or none. `timeout` in milliseconds, for long work. */
export function inTransaction<T>(
  work: (tx: Tx) => Promise<T>,
  options: { timeout?: number } = {},
): Promise<T> {
  return db().$transaction(work, options);
}
