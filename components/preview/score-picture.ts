import { imageSignals } from "#lib/scoring/image-signals.ts";
import { PICTURE_SIDE, type Picture, resizePicture } from "#lib/scoring/resize-picture.ts";
import type { BrowserSession } from "./open-session.ts";
import type { PictureScore } from "./protocol.ts";

const VALUES = PICTURE_SIDE * PICTURE_SIDE * 3;
const PROBABILITIES = "probabilities";

/** Probabilities of the image model's classes, of pixels made by {@link resizePicture}. */
export async function runPicture(session: BrowserSession, pixels = new Float32Array(VALUES)) {
  const dims = [1, PICTURE_SIDE, PICTURE_SIDE, 3];
  const found = await session.run({ pixels: { type: "float32", data: pixels, dims } }, [PROBABILITIES]);
  return found[PROBABILITIES] ?? new Float32Array();
}

/** Scores a picture of our own origin as the server does, from the same file. @throws Error when it cannot be had */
export async function scorePicture(session: BrowserSession, address: string): Promise<PictureScore> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`The picture cannot be had (${response.status}).`);
  const started = performance.now();
  const picture = await decode(await response.blob());
  const pixels = new Float32Array(VALUES);
  resizePicture(picture, pixels);
  const ready = performance.now();
  const signals = imageSignals(await runPicture(session, pixels));
  return {
    signals,
    provider: session.provider,
    decodeMs: ready - started,
    runMs: performance.now() - ready,
  };
}

/** The stored pixels on white, as {@link resizePicture} sees them: no colour management. */
async function decode(file: Blob): Promise<Picture> {
  const bitmap = await createImageBitmap(file, { colorSpaceConversion: "none", premultiplyAlpha: "none" });
  const { width, height } = bitmap;
  // Read often means kept in memory: no round trip over a graphics card, which may round.
  const context = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
  if (!context) throw new Error("This browser has no canvas for workers.");
  context.fillStyle = "#fff";
  context.fillRect(0, 0, width, height);
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  const { data } = context.getImageData(0, 0, width, height);
  return { data: new Uint8Array(data.buffer), width, height, channels: 4 };
}
