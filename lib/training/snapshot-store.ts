import { z } from "zod";
import type { Prisma, Tx } from "#lib/db/index.ts";
import type { Split } from "./read-examples.ts";
import { exampleSchema, type FrozenExample, type SnapshotSummary, summarySchema } from "./schema.ts";

/** Rows written by one statement. */
const ROWS = 2_000;
/** Two people who freeze at once take turns: splits are drawn by one at a time. */
const FREEZE_LOCK = 4_211_301;

export interface StoredSnapshot {
  id: string;
  number: number;
  hash: string;
  note: string;
  summary: SnapshotSummary;
  createdAt: Date;
}

export async function lockFreezing(tx: Tx): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${FREEZE_LOCK})`;
}

/** Every text that a snapshot ever held, so that what comes later can be told to be a near-duplicate of it. */
export async function loadFrozenTexts(tx: Tx): Promise<string[]> {
  const rows = await tx.$queryRaw<
    { text: string }[]
  >`SELECT DISTINCT text FROM dataset_examples WHERE text ~ '\\S'`;
  return rows.map(({ text }) => text);
}

/** Every picture that a snapshot's item ever had, with the item's text. */
export async function loadFrozenPictures(tx: Tx): Promise<(FramePrint & { text: string })[]> {
  return z.array(framePrintSchema.extend({ text: z.string() })).parse(
    await tx.$queryRaw`
      SELECT DISTINCT e.text, f.file, f.pdq, f.pdq_quality AS "pdqQuality"
      FROM dataset_examples e CROSS JOIN LATERAL jsonb_array_elements_text(e.inputs -> 'pictures') AS p(file)
      JOIN media_frames f ON f.file = p.file WHERE e.inputs IS NOT NULL`,
  );
}
const framePrintSchema = z.object({ file: z.string(), pdq: z.string(), pdqQuality: z.number() });
/** A kept picture by what it looks like. */
export type FramePrint = z.infer<typeof framePrintSchema>;

export async function loadSplits(tx: Tx): Promise<Map<string, Split>> {
  const rows = await tx.splitAssignment.findMany({ select: { textHash: true, split: true } });
  return new Map(rows.map(({ textHash, split }) => [textHash, split]));
}

export async function storeSplits(tx: Tx, drawn: readonly (readonly [string, Split])[]): Promise<void> {
  for (let from = 0; from < drawn.length; from += ROWS)
    await tx.splitAssignment.createMany({
      data: drawn.slice(from, from + ROWS).map(([textHash, split]) => ({ textHash, split })),
      skipDuplicates: true,
    });
}

export async function findSnapshot(
  tx: Tx,
  by: Prisma.DatasetSnapshotWhereUniqueInput,
): Promise<StoredSnapshot | null> {
  const row = await tx.datasetSnapshot.findUnique({ where: by });
  return row && { ...row, summary: summarySchema.parse(row.summary) };
}

export async function storeSnapshot(
  tx: Tx,
  snapshot: { hash: string; note: string; model: string; summary: SnapshotSummary; createdById: string },
  examples: readonly FrozenExample[],
): Promise<StoredSnapshot> {
  const row = await tx.datasetSnapshot.create({ data: snapshot });
  for (let from = 0; from < examples.length; from += ROWS)
    await tx.datasetExample.createMany({
      data: examples.slice(from, from + ROWS).map(({ inputs, ...example }, at) => ({
        ...example,
        ...(inputs && { inputs }),
        snapshotId: row.id,
        position: from + at,
      })),
    });
  return { ...row, summary: snapshot.summary };
}

/** The examples of a snapshot in their frozen order. */
export async function loadExamples(tx: Tx, snapshotId: string, split?: Split): Promise<FrozenExample[]> {
  const rows = await tx.datasetExample.findMany({
    where: { snapshotId, ...(split ? { split } : {}) },
    orderBy: { position: "asc" },
    omit: { snapshotId: true, position: true },
  });
  return storedSchema.parse(rows);
}

/** As it was hashed: an example of the text model has no inputs, not null. */
const storedSchema = z.array(
  exampleSchema.transform(
    ({ inputs, ...example }): FrozenExample => ({ ...example, ...(inputs && { inputs }) }),
  ),
);

/** One page of a snapshot's examples, for reading it without holding it. */
export async function pageOfExamples(tx: Tx, snapshotId: string, from: number): Promise<FrozenExample[]> {
  const rows = await tx.datasetExample.findMany({
    where: { snapshotId, position: { gte: from, lt: from + ROWS } },
    orderBy: { position: "asc" },
    omit: { snapshotId: true, position: true },
  });
  return storedSchema.parse(rows);
}
