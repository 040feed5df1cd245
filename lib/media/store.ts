import { z } from "zod";
import type { Prisma, Tx } from "#lib/db/index.ts";
import type { PreparedPicture } from "./prepare-picture.ts";
import type { MediaReason } from "./reasons.ts";
import type { ScoredFrame } from "./score-frames.ts";

export type PendingMedia = { id: string; sourceUrl: string; mediaType: string | null; attempts: number };

/** An item's media that were neither kept nor refused yet, in order. */
export async function pendingMedia(tx: Tx, itemId: string): Promise<PendingMedia[]> {
  return tx.media.findMany({
    where: { itemId, state: "pending" },
    orderBy: { position: "asc" },
    select: { id: true, sourceUrl: true, mediaType: true, attempts: true },
  });
}

export type KeptPicture = Omit<PreparedPicture, "file"> & { file: string };

/** Keeps what was fetched; whoever is second finds it done (a job may run twice). */
export async function keepMedia(
  tx: Tx,
  mediaId: string,
  found: { type: string; sha256: string; total: number; pictures: KeptPicture[] },
  now: Date,
): Promise<void> {
  const { count } = await tx.media.updateMany({
    where: { id: mediaId, state: "pending" },
    data: {
      state: "stored",
      foundType: found.type,
      sha256: found.sha256,
      pictures: found.total,
      fetchedAt: now,
    },
  });
  if (count === 0) return;
  await tx.mediaFrame.createMany({
    data: found.pictures.map((picture, position) => ({ ...picture, mediaId, position })),
  });
}

/** Refuses what cannot be shown, with the reason that people will read. */
export async function refuseMedia(tx: Tx, mediaId: string, reason: MediaReason, now: Date): Promise<void> {
  await tx.media.updateMany({
    where: { id: mediaId, state: "pending" },
    data: { state: "refused", reason, fetchedAt: now },
  });
}

export async function noteAttempt(tx: Tx, mediaId: string): Promise<void> {
  await tx.media.updateMany({
    where: { id: mediaId, state: "pending" },
    data: { attempts: { increment: 1 } },
  });
}

const valuesSchema = z.record(z.string(), z.number());

export type StoredFrame = {
  id: string;
  file: string;
  pdq: string;
  pdqQuality: number;
  pdqTurned: string[];
  sha256: string | null;
  values: Record<string, number> | null;
};

/** Every kept picture of an item, in order. */
export async function itemFrames(tx: Tx, itemId: string): Promise<StoredFrame[]> {
  const frames = await tx.mediaFrame.findMany({
    where: { media: { itemId, state: "stored" } },
    orderBy: [{ media: { position: "asc" } }, { position: "asc" }],
    omit: { embedding: true },
    include: { media: { select: { sha256: true } } },
  });
  return frames.map(({ id, file, pdq, pdqQuality, pdqTurned, values, media }) => ({
    id,
    file,
    pdq,
    pdqQuality,
    pdqTurned,
    sha256: media.sha256,
    values: values === null ? null : valuesSchema.parse(values),
  }));
}

/** Kept pictures of these files; a file that several items share comes once for each. */
export async function framesOfFiles(tx: Tx, files: string[]) {
  const frames = await tx.mediaFrame.findMany({
    where: { file: { in: files } },
    select: { id: true, file: true, values: true, embedding: true, embeddingModel: true },
  });
  return frames.map(({ values, embedding, ...frame }) => ({
    ...frame,
    values: values === null ? null : valuesSchema.parse(values),
    embedding: embedding && new Float32Array(embedding.slice().buffer),
  }));
}

/** Notes what the image model said of each picture, and what it is about. */
export async function noteValues(tx: Tx, scored: readonly ScoredFrame[]): Promise<void> {
  if (scored.length === 0) return;
  const rows = scored.map(({ id, values, embedding }) => ({
    id,
    values,
    model: embedding?.model ?? null,
    embedding: embedding && toHex(embedding.values),
  }));
  await tx.$executeRaw`
    UPDATE media_frames SET "values" = x."values", embedding_model = x.model, embedding = decode(x.embedding, 'hex')
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS x(id uuid, "values" jsonb, model text, embedding text)
    WHERE media_frames.id = x.id`;
}

/** 32-bit floats, little-endian as all machines that Docket runs on. */
function toHex(values: Float32Array): string {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString("hex");
}

/** The name of a kept picture's file; null when there is none of that id. */
export async function fileOfFrame(tx: Tx, frameId: string, scope: Prisma.Sql | null): Promise<string | null> {
  const frame = await tx.mediaFrame.findUnique({
    where: { id: frameId },
    select: { file: true, media: { select: { itemId: true } } },
  });
  if (!frame || scope === null) return frame?.file ?? null;
  const readable = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM cases c WHERE c.item_id = ${frame.media.itemId}::uuid AND ${scope} LIMIT 1`;
  return readable.length > 0 ? frame.file : null;
}
