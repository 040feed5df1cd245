import { fileTypeFromBuffer } from "file-type";
import { MediaRefusal } from "./refusal.ts";

const PICTURES = new Set(["image/jpeg", "image/png", "image/apng", "image/webp", "image/gif", "image/avif"]);
/** Enough of a text file to find its first element. */
const HEAD_BYTES = 4096;

/**
 * What bytes are, by their own signature: neither the name nor the server's word counts.
 * @throws MediaRefusal for what is neither a picture nor a video that can be looked at
 */
export async function identifyMedia(bytes: Uint8Array): Promise<{ type: string; kind: "picture" | "video" }> {
  const mime = (await fileTypeFromBuffer(bytes))?.mime;
  if (mime && PICTURES.has(mime)) return { type: mime, kind: "picture" };
  if (mime?.startsWith("video/")) return { type: mime, kind: "video" };
  const head = new TextDecoder("utf-8").decode(bytes.subarray(0, HEAD_BYTES));
  throw new MediaRefusal(/<svg[\s>]/i.test(head) ? "svg" : "not_media");
}
