import { type FusedModels, fuseItems, loadItems, storeFused, storeSignals } from "#lib/content/index.ts";
import { db, inTransaction } from "#lib/db/index.ts";
import { env } from "#lib/env.ts";
import { readImageText, reconsiderItem, sendJobs } from "#lib/jobs/index.ts";
import { matchPictures } from "#lib/known-content/index.ts";
import { GuardedFetchError, guardedDownload } from "#lib/net/index.ts";
import type { SignalSetValues } from "#lib/policy/index.ts";
import { extractKeyframes } from "./extract-keyframes.ts";
import { sha256Hex } from "./hash-image.ts";
import { identifyMedia } from "./identify-media.ts";
import type { MediaStorage } from "./media-storage.ts";
import { preparePicture } from "./prepare-picture.ts";
import type { MediaReason } from "./reasons.ts";
import { MediaRefusal } from "./refusal.ts";
import { type ImageScorer, type ScoredFrame, scoreFrames } from "./score-frames.ts";
import {
  itemFrames,
  keepMedia,
  noteAttempt,
  noteValues,
  type PendingMedia,
  pendingMedia,
  refuseMedia,
} from "./store.ts";

/** The largest file taken, bytes. */
const MAX_BYTES = 32 * 1024 * 1024;
/** The longest a download may take. */
const DOWNLOAD_MS = 30_000;
/** A server that cannot be reached is asked this often before its media count as refused. */
const MAX_ATTEMPTS = 4;

export type FetchTools = {
  storage: MediaStorage;
  scorer: ImageScorer | null;
  /** The fused models at work, which have waited for the pictures. */
  fused?: () => Promise<FusedModels>;
};

/**
 * Fetches an item's media, keeps what is safe, scores what was kept, and has the item looked at again
 * with what was found. Running twice changes nothing.
 * @returns whether all is done; if not, the caller tries again later
 */
export async function fetchItemMedia(itemId: string, tools: FetchTools, now: Date): Promise<boolean> {
  for (const media of await pendingMedia(db(), itemId)) await settleMedia(media, tools.storage, now);
  if ((await pendingMedia(db(), itemId)).length > 0) return false;
  const { signals, scored, kept } = await lookAt(itemId, tools);
  await noteValues(db(), scored);
  const fused = (await tools.fused?.()) ?? [];
  const [item] =
    fused.length > 0 ? await loadItems(db(), [itemId], ["pending", "allowed", "actioned", "in_review"]) : [];
  const spoken = item && (await fuseItems(db(), [item], fused, new Map())).get(itemId);
  await inTransaction(async (tx) => {
    if (spoken) await storeFused(tx, itemId, spoken);
    if (signals.length > 0) await storeSignals(tx, [{ item: { id: itemId }, signals }]);
    await sendJobs(tx, reconsiderItem, [{ itemId }]);
    if (kept > 0 && env().OCR_LANGUAGES.length > 0) await sendJobs(tx, readImageText, [{ itemId }]);
  });
  return true;
}

async function settleMedia(media: PendingMedia, storage: MediaStorage, now: Date): Promise<void> {
  try {
    const bytes = await download(media.sourceUrl);
    const { type, kind } = await identifyMedia(bytes);
    const { pictures, total } = await (kind === "video"
      ? extractKeyframes(bytes, { searchPath: env().PATH })
      : preparePicture(bytes));
    const kept = await Promise.all(
      pictures.map(async (picture) => ({ ...picture, file: await storage.write(picture.file) })),
    );
    await inTransaction((tx) =>
      keepMedia(tx, media.id, { type, sha256: sha256Hex(bytes), total, pictures: kept }, now),
    );
  } catch (error) {
    if (error instanceof MediaRefusal) await refuseMedia(db(), media.id, error.reason, now);
    else if (!(error instanceof GuardedFetchError)) throw error;
    else if (media.attempts + 1 >= MAX_ATTEMPTS) await refuseMedia(db(), media.id, "unreachable", now);
    else await noteAttempt(db(), media.id);
  }
}

const FINAL_FAILURES: Partial<Record<GuardedFetchError["failure"], MediaReason>> = {
  refused: "refused_address",
  too_large: "too_large",
};

/** @throws MediaRefusal for good, GuardedFetchError for what may pass */
async function download(url: string): Promise<Buffer> {
  const limits = {
    maxBytes: MAX_BYTES,
    timeoutMs: DOWNLOAD_MS,
    allowPrivate: env().ALLOW_PRIVATE_MEDIA,
  };
  const answer = await guardedDownload({ url, ...limits }).catch((error: GuardedFetchError) => {
    const reason = FINAL_FAILURES[error.failure];
    throw reason ? new MediaRefusal(reason, { cause: error }) : error;
  });
  const { status, contentType, bytes } = answer;
  if (status >= 500 || status === 429) throw new GuardedFetchError("unreachable", `Answered ${status}.`);
  if (status !== 200) throw new MediaRefusal("not_found");
  if (contentType === "image/svg+xml") throw new MediaRefusal("svg");
  if (contentType.startsWith("text/")) throw new MediaRefusal("not_media");
  return bytes;
}

async function lookAt(
  itemId: string,
  { storage, scorer }: FetchTools,
): Promise<{
  signals: SignalSetValues[];
  scored: ScoredFrame[];
  kept: number;
}> {
  const frames = await itemFrames(db(), itemId);
  if (frames.length === 0) return { signals: [], scored: [], kept: 0 };
  // Known content first: it is sure, and needs no model.
  const { signals } = await matchPictures(frames);
  if (!scorer) return { signals, scored: [], kept: frames.length };
  const { set, scored } = await scoreFrames(frames, storage, scorer);
  return { signals: [...signals, set], scored, kept: frames.length };
}
