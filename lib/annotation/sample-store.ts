import { z } from "zod";
import type { Tx } from "#lib/db/index.ts";

/** Items read at once: some megabytes of numbers. */
const PAGE = 5000;
const FIRST = "00000000-0000-0000-0000-000000000000";

export interface PoolQuery {
  projectId: string;
  model: { name: string; version: string };
  /** Empty: all. */
  languages: string[];
}

const modelSchema = z.array(z.object({ name: z.string(), version: z.string() }));

/** The text model that is in force; null before there is one. */
export async function modelInForce(tx: Tx, name: string) {
  const rows = await tx.$queryRaw`
    SELECT v.name, v.version FROM model_versions v LEFT JOIN model_pointers p ON p.version_id = v.id
    WHERE v.name = ${name} AND (p.name IS NOT NULL OR v.state = 'champion')
    ORDER BY p.name NULLS LAST LIMIT 1`;
  return modelSchema.parse(rows)[0] ?? null;
}

const countSchema = z.array(z.object({ n: z.number() }));

/** How many items there are to choose from. */
export async function countPool(tx: Tx, { projectId, model, languages }: PoolQuery): Promise<number> {
  const rows = await tx.$queryRaw`
    SELECT count(*)::int AS n
    FROM signal_sets s JOIN items i ON i.id = s.item_id
    WHERE s.source = ${model.name} AND s.version = ${model.version} AND i.text <> ''
      AND (cardinality(${languages}::text[]) = 0 OR i.language = ANY (${languages}::text[]))
      AND NOT EXISTS (SELECT FROM annotation_tasks t WHERE t.project_id = ${projectId}::uuid AND t.item_id = i.id)`;
  return countSchema.parse(rows)[0]?.n ?? 0;
}

export interface PoolItem {
  id: string;
  values: Record<string, number>;
}

/**
 * The pool in the order of ids, a page at a time: texts are not read here, so memory stays small. The place is named
 * for both tables: joined by merging, the second would otherwise be read from its beginning for every page.
 */
export async function* streamPool(
  tx: Tx,
  { projectId, model, languages }: PoolQuery,
): AsyncGenerator<PoolItem[]> {
  for (let last = FIRST; ; ) {
    const rows = (await tx.$queryRaw`
      SELECT i.id, s.values
      FROM items i JOIN signal_sets s ON s.item_id = i.id AND s.source = ${model.name} AND s.version = ${model.version}
      WHERE i.id > ${last}::uuid AND s.item_id > ${last}::uuid AND i.text <> ''
        AND (cardinality(${languages}::text[]) = 0 OR i.language = ANY (${languages}::text[]))
        AND NOT EXISTS (SELECT FROM annotation_tasks t WHERE t.project_id = ${projectId}::uuid AND t.item_id = i.id)
      ORDER BY i.id LIMIT ${PAGE}`) as PoolItem[];
    if (rows.length > 0) yield rows;
    const end = rows.at(-1);
    if (!end || rows.length < PAGE) return;
    last = end.id;
  }
}

const textsSchema = z.array(z.object({ id: z.string(), text: z.string() }));

/** The beginnings of texts, by item. */
export async function loadTexts(tx: Tx, itemIds: string[], characters: number): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  for (let at = 0; at < itemIds.length; at += PAGE) {
    const rows = await tx.$queryRaw`
      SELECT id, left(text, ${characters}::int) AS text FROM items
      WHERE id = ANY (${itemIds.slice(at, at + PAGE)}::uuid[])`;
    for (const { id, text } of textsSchema.parse(rows)) texts.set(id, text);
  }
  return texts;
}

export interface ChosenItem {
  itemId: string;
  origin: "uncertainty" | "diversity" | "random";
  chosenBy: Record<string, unknown>;
}

/** Adds items to a project as tasks, after those it has, in this order. An item that is in it already stays once. */
export async function addTasks(
  tx: Tx,
  project: { id: string; overlap: number },
  chosen: ChosenItem[],
): Promise<number> {
  return tx.$executeRaw`
    INSERT INTO annotation_tasks (id, project_id, item_id, text, language, origin, position, chosen_by, gold, overlap)
    SELECT gen_random_uuid(), ${project.id}::uuid, i.id, i.text, i.language, c.origin::task_origin,
           coalesce((SELECT max(position) FROM annotation_tasks WHERE project_id = ${project.id}::uuid), 0) + c.place,
           c.chosen_by::jsonb, '{}', ${project.overlap}::int
    FROM unnest(${chosen.map(({ itemId }) => itemId)}::uuid[], ${chosen.map(({ origin }) => origin)}::text[],
                ${chosen.map(({ chosenBy }) => JSON.stringify(chosenBy))}::text[])
         WITH ORDINALITY AS c (item_id, origin, chosen_by, place)
    JOIN items i ON i.id = c.item_id
    ON CONFLICT (project_id, item_id) DO NOTHING`;
}
