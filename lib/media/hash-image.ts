import { createHash } from "node:crypto";
import { type PdqHash, pdqHash } from "#lib/known-content/pdq.ts";
import { decodePixels } from "./decode-pixels.ts";

/** SHA-256 of bytes, hexadecimal. */
export function sha256Hex(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** What a picture can be recognised by: its PDQ hash with quality, and the SHA-256 of its bytes. @throws Error when it cannot be decoded */
export async function hashImage(bytes: Uint8Array): Promise<PdqHash & { sha256: string }> {
  return { ...pdqHash(await decodePixels(bytes)), sha256: sha256Hex(bytes) };
}
