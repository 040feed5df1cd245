import { DIHEDRALS, pdqDihedralHashes } from "#lib/known-content/pdq.ts";
import { decodePixels } from "./decode-pixels.ts";
import { MAX_PIXELS, openImage } from "./open-image.ts";
import { MediaRefusal, toRefusal } from "./refusal.ts";

/** A picture made anew, fit to be shown. */
export type PreparedPicture = {
  /** WebP without metadata; nothing of the file it came from is in it but what can be seen. */
  file: Buffer;
  width: number;
  height: number;
  pdq: string;
  pdqQuality: number;
  /** The hashes it would have turned or mirrored, without its own. */
  pdqTurned: string[];
  /** Its moment in a video, seconds. */
  atSeconds: number | null;
};

/** As large as a desk can show; small enough that a hundred cases a day do not fill a disk. */
const LONGEST_SIDE = 1600;
const WEBP_QUALITY = 82;
/** Pictures kept of an animation, evenly spread: a harmful one that lasts an eighth of it is among them. */
export const KEPT_PICTURES = 8;
/** An animation of more is refused: the last of them cannot be had without decoding all before it. */
const MAX_PICTURES = 1000;
/** The most pixels decoded to reach the last picture of an animation. */
const MAX_ANIMATION_PIXELS = 8 * MAX_PIXELS;

/**
 * Decodes a picture within limits and makes it anew. Of an animation some moments are kept.
 * @returns the pictures in order, and how many the file holds
 * @throws MediaRefusal saying why it cannot be shown
 */
export async function preparePicture(
  bytes: Uint8Array,
): Promise<{ pictures: PreparedPicture[]; total: number }> {
  try {
    const { width, height, pageHeight, pages = 1 } = await openImage(bytes).metadata();
    const pixels = width * (pageHeight ?? height);
    if (pixels > MAX_PIXELS) throw new MediaRefusal("too_many_pixels");
    if (pages > MAX_PICTURES || pixels * pages > MAX_ANIMATION_PIXELS)
      throw new MediaRefusal("too_many_pictures");
    const pictures: PreparedPicture[] = [];
    for (const page of spread(pages, KEPT_PICTURES)) pictures.push(await prepareOne(bytes, page));
    return { pictures, total: pages };
  } catch (error) {
    throw toRefusal(error);
  }
}

async function prepareOne(bytes: Uint8Array, page: number): Promise<PreparedPicture> {
  const { hashes, quality } = pdqDihedralHashes(await decodePixels(bytes, page));
  const { data, info } = await openImage(bytes, { page })
    .autoOrient()
    .resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: "inside", withoutEnlargement: true })
    .webp({ quality: WEBP_QUALITY })
    .toBuffer({ resolveWithObject: true });
  return {
    file: data,
    width: info.width,
    height: info.height,
    pdq: hashes.original,
    pdqTurned: DIHEDRALS.slice(1).map((turned) => hashes[turned]),
    pdqQuality: quality,
    atSeconds: null,
  };
}

/** Up to `count` of the numbers 0 to `total` − 1, evenly spread, the first always among them. */
export function spread(total: number, count: number): number[] {
  const taken = Math.min(total, count);
  return Array.from({ length: taken }, (_, index) => Math.floor((index * total) / taken));
}
