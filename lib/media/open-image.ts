import sharp, { type Sharp } from "sharp";

// Only decoders of plain picture formats: no SVG, no PDF, no ImageMagick, whatever the file calls itself.
sharp.block({ operation: ["VipsForeignLoad"] });
sharp.unblock({
  operation: [
    "VipsForeignLoadJpeg",
    "VipsForeignLoadPng",
    "VipsForeignLoadWebp",
    "VipsForeignLoadNsgif",
    "VipsForeignLoadHeif",
  ],
});
// The work is bounded by jobs; a cache of strangers' pictures helps nobody, and one thread a picture is fair.
sharp.cache(false);
sharp.concurrency(1);

/** The most pixels of one picture: a phone's largest photograph fits, a decompression bomb does not. */
export const MAX_PIXELS = 64_000_000;
/** The longest that one step on one picture may take, seconds. */
const STEP_SECONDS = 15;

type OpenOptions = {
  /** Which picture of an animation. */
  page?: number;
  /** Leave colours as they are stored, which is what hashes are made of. */
  ignoreIcc?: boolean;
};

/** A picture of a stranger, to be decoded within limits. A cut-off file is an error, not half a picture. */
export function openImage(bytes: Uint8Array, options: OpenOptions = {}): Sharp {
  return sharp(bytes, {
    limitInputPixels: MAX_PIXELS,
    failOn: "truncated",
    sequentialRead: true,
    ...options,
  }).timeout({ seconds: STEP_SECONDS });
}
