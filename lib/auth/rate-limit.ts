import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { db } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";

// The library wants a node-postgres client; Prisma's raw query is all it needs of one.
const storeClient = {
  query: async ({ text, values }: { text: string; values: unknown[] }) => ({
    rows: await db().$queryRawUnsafe(text, ...values),
  }),
};

const limiters = new Map<string, RateLimiterPostgres>();

function limiter(name: string, points: number, seconds: number): RateLimiterPostgres {
  const id = `${name}:${points}:${seconds}`;
  const known = limiters.get(id);
  if (known) return known;
  const made = new RateLimiterPostgres({
    storeClient,
    storeType: "client",
    tableName: "rate_limits",
    tableCreated: true,
    keyPrefix: name,
    points,
    duration: seconds,
    inMemoryBlockOnConsumed: points,
    // Were the table out of reach, each process still limits by itself.
    insuranceLimiter: new RateLimiterMemory({ points, duration: seconds }),
    clearExpiredByTimeout: false,
  });
  limiters.set(id, made);
  return made;
}

const localLimiters = new Map<string, RateLimiterMemory>();

interface Limit {
  points: number;
  seconds: number;
}

/**
 * Takes `cost` from the allowance of `subject`; shared by all processes.
 * @throws DomainError too_many_requests, with `retryAfter` in seconds
 */
export function consumeRate(name: string, subject: string, limit: Limit, cost = 1): Promise<void> {
  return take(limiter(name, limit.points, limit.seconds), subject, cost);
}

/** Gives back what an attempt took that turned out to be none of those the limit is against. */
export async function giveBackRate(name: string, subject: string, limit: Limit): Promise<void> {
  await limiter(name, limit.points, limit.seconds).reward(subject, 1);
}

/** The same within this process alone, with no round trip: against runaway scripts rather than attackers. */
export function consumeLocalRate(name: string, subject: string, limit: Limit): Promise<void> {
  const known =
    localLimiters.get(name) ?? new RateLimiterMemory({ points: limit.points, duration: limit.seconds });
  localLimiters.set(name, known);
  return take(known, subject, 1);
}

async function take(
  from: RateLimiterPostgres | RateLimiterMemory,
  subject: string,
  cost: number,
): Promise<void> {
  try {
    await from.consume(subject, cost);
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    const retryAfter = Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
    throw new DomainError("too_many_requests", `Too many requests; try again in ${retryAfter} s.`, {
      extra: { retryAfter },
    });
  }
}
