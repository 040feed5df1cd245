import { z } from "zod";
import type { Prisma, Tx } from "#lib/db/index.ts";
import type { PreparedPicture } from "./prepare-picture.ts";
import type { MediaReason } from "./reasons.ts";

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

/** Notes what the image model said of each picture. */
export async function noteValues(tx: Tx, scored: { id: string; values: object }[]): Promise<void> {
  if (scored.length === 0) return;
  await tx.$executeRaw`
    UPDATE media_frames SET "values" = x."values"
    FROM jsonb_to_recordset(${JSON.stringify(scored)}::jsonb) AS x(id uuid, "values" jsonb)
    WHERE media_frames.id = x.id`;
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
