import { z } from "zod";
import type { Viewer } from "#lib/auth/index.ts";
import { inTransaction, Prisma, type Tx } from "#lib/db/index.ts";
import { caseScope, isUnlimited } from "#lib/review/index.ts";
import { firstIdAt, LAST_ID } from "./item-id-time.ts";
import type { ParsedQuery } from "./parse-query.ts";
import type { SearchFilters } from "./schema.ts";

/** A search as the database runs it. */
export interface Match {
  /** A tsquery as text; null where nothing is asked of the index. */
  query: string | null;
  phrases: string[];
  filters: SearchFilters;
  viewer: Viewer;
  /** Ids from here on, and below here. */
  floor: string;
  before: string;
}

const compiledSchema = z.tuple([z.object({ query: z.string(), stems: z.array(z.string()) })]);

/** The tsquery of words and fixed facts, and the stems to mark. */
export async function compileQuery(
  tx: Tx,
  parsed: ParsedQuery,
  facts: string[],
): Promise<{ query: string | null; stems: string[] }> {
  const rows = await tx.$queryRaw`
    SELECT (search_query(${parsed.wanted}::text[], ${parsed.unwanted}::text[])
             && ${facts.map(quoted).join(" & ")}::text::tsquery)::text AS query,
           search_stems(${parsed.wanted}::text[]) AS stems`;
  const [{ query, stems }] = compiledSchema.parse(rows);
  return { query: query === "" ? null : query, stems };
}

function quoted(lexeme: string): string {
  return `'${lexeme.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`;
}

const foundSchema = z.tuple([
  z.object({
    /** Ids that were looked at, that the index matched, and that passed the filters, newest first. */
    scanned: z.number(),
    matched: z.number(),
    oldest: z.string().nullable(),
    found: z.array(z.string()),
  }),
]);
export type Found = z.infer<typeof foundSchema>[0];

/** Looks at the newest `size` items below `before`, one after the other. What it costs does not depend on the words. */
export async function scanWindow(tx: Tx, match: Match, size: number, limit: number): Promise<Found> {
  const rows = await tx.$queryRaw`
    WITH seen AS MATERIALIZED (
      SELECT item_id, ${match.query === null ? Prisma.sql`true` : Prisma.sql`words @@ ${match.query}::tsquery`} AS hit
      FROM item_search WHERE item_id < ${match.before}::uuid AND item_id >= ${match.floor}::uuid
      ORDER BY item_id DESC LIMIT ${size}),
    hits AS MATERIALIZED (SELECT item_id FROM seen WHERE hit)
    SELECT (SELECT count(*)::int FROM seen) AS scanned, (SELECT count(*)::int FROM hits) AS matched,
           (SELECT item_id FROM seen ORDER BY item_id LIMIT 1) AS oldest, ${passing(match, limit)} AS found`;
  return foundSchema.parse(rows)[0];
}

/**
 * All that the index knows of the words, however old; for words of which there are few. The plan is made for these
 * words: one made for any words reads the whole table. Words that are common each and rare together are given up on.
 * @param most matches that are looked at, in no order
 * @returns null where it took longer than `timeoutMs`, or there were more
 */
export async function askIndex(
  match: Match,
  most: number,
  limit: number,
  timeoutMs: number,
): Promise<string[] | null> {
  try {
    return await inTransaction(async (tx) => {
      await tx.$queryRaw`
        SELECT set_config('plan_cache_mode', 'force_custom_plan', true), set_config('enable_seqscan', 'off', true),
               set_config('statement_timeout', ${String(Math.ceil(timeoutMs))}, true)`;
      const rows = await tx.$queryRaw`
        WITH hits AS MATERIALIZED (
          SELECT item_id FROM item_search
          WHERE words @@ ${match.query}::tsquery AND item_id < ${match.before}::uuid AND item_id >= ${match.floor}::uuid
          LIMIT ${most + 1})
        SELECT 0 AS scanned, (SELECT count(*)::int FROM hits) AS matched, NULL AS oldest, ${passing(match, limit)} AS found`;
      const [{ matched, found }] = foundSchema.parse(rows);
      return matched > most ? null : found;
    });
  } catch (error) {
    if (String(error).includes(TIMED_OUT)) return null;
    throw error;
  }
}

/** PostgreSQL's words for a statement that its timeout ended, in the language every server logs in. */
const TIMED_OUT = "statement timeout";

/** Of these, the ones that match, in the order given. */
export async function keepPassing(tx: Tx, ids: string[], match: Match): Promise<string[]> {
  if (ids.length === 0) return [];
  const said =
    match.query === null
      ? Prisma.sql`true`
      : Prisma.sql`EXISTS (SELECT 1 FROM item_search s WHERE s.item_id = named.id AND s.words @@ ${match.query}::tsquery)`;
  const rows = await tx.$queryRaw`
    WITH hits AS MATERIALIZED (
      SELECT id AS item_id FROM unnest(${ids}::uuid[]) AS named(id)
      WHERE id < ${match.before}::uuid AND id >= ${match.floor}::uuid AND ${said})
    SELECT 0 AS scanned, 0 AS matched, NULL AS oldest, ${passing(match, ids.length)} AS found`;
  const kept = new Set(foundSchema.parse(rows)[0].found);
  return ids.filter((id) => kept.has(id));
}

/** Row by row, and before the conditions: the planner would rather read all items and fold every text. */
const lookup = Prisma.sql`SELECT * FROM items WHERE items.id = hits.item_id OFFSET 0`;

function passing(match: Match, limit: number): Prisma.Sql {
  return Prisma.sql`(SELECT coalesce(jsonb_agg(item_id ORDER BY item_id DESC), '[]') FROM (
    SELECT hits.item_id FROM hits, LATERAL (${lookup}) i WHERE ${conditions(match)}
    ORDER BY hits.item_id DESC LIMIT ${limit}) passed)`;
}

/** What changes with time, and so is no word of the index. */
function conditions({ viewer, filters, phrases }: Match): Prisma.Sql {
  const all = [Prisma.sql`true`];
  // Whose right ends at some queues or policies finds what is, or was, a case there.
  if (!isUnlimited(viewer, "cases:read"))
    all.push(
      Prisma.sql`EXISTS (SELECT 1 FROM cases c WHERE c.item_id = i.id AND c.purpose <> 'prevalence' AND ${caseScope(viewer, "cases:read", Prisma.sql`c`)})`,
    );
  if (filters.state) all.push(Prisma.sql`i.state = ${filters.state}::item_state`);
  if (filters.policy)
    all.push(Prisma.sql`(EXISTS (SELECT 1 FROM cases c WHERE c.item_id = i.id AND c.policy_code = ${filters.policy} AND c.purpose <> 'prevalence')
      OR EXISTS (SELECT 1 FROM decisions d WHERE d.item_id = i.id AND d.policy_code = ${filters.policy}))`);
  if (filters.action)
    all.push(Prisma.sql`EXISTS (SELECT 1 FROM decisions d WHERE d.item_id = i.id AND d.action = ${filters.action} AND d.reverses_id IS NULL
      AND NOT EXISTS (SELECT 1 FROM decisions r WHERE r.reverses_id = d.id))`);
  for (const phrase of phrases) all.push(Prisma.sql`strpos(item_fold(i.text), item_fold(${phrase})) > 0`);
  return Prisma.join(all, " AND ");
}

const sizeSchema = z.tuple([z.object({ rows: z.number() })]);

/** About how many items there are, from the planner's own count; 0 where it has not counted. */
export async function roughSize(tx: Tx): Promise<number> {
  const rows =
    await tx.$queryRaw`SELECT greatest(0, reltuples)::float8 AS rows FROM pg_class WHERE oid = 'item_search'::regclass`;
  return sizeSchema.parse(rows)[0].rows;
}

/** Where a search begins unless told: above all ids. */
export const FROM_THE_TOP = LAST_ID;
/** All items there are. */
export const WHOLE_RANGE = { floor: firstIdAt(new Date(0)), before: LAST_ID };
