import type { Pixels } from "#lib/known-content/pdq.ts";
import { openImage } from "./open-image.ts";

/**
 * The stored pixels of a picture (or of one picture of an animation): 8 bits a channel, not turned by its
 * orientation tag and not colour-managed, as hashes and the image model want them.
 * @throws Error when it cannot be decoded within the limits
 */
export async function decodePixels(bytes: Uint8Array, page = 0): Promise<Pixels> {
  const { data, info } = await openImage(bytes, { page, ignoreIcc: true })
    .toColourspace("srgb")
    .raw({ depth: "uchar" })
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height, channels: info.channels };
}
