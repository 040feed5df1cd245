import { createHash } from "node:crypto";
import type { ItemInput } from "./schema.ts";

/**
 * What makes two sendings the same item (invariant 8): kind, text, media and the place in its thread.
 * Reach, facts and the account change without the content changing.
 * @returns SHA-256, hexadecimal
 */
export function contentHash(item: ItemInput): string {
  const content = [
    item.kind,
    item.text,
    item.parentExternalId ?? null,
    item.media.map((media) => [media.url, media.altText ?? null]),
  ];
  return createHash("sha256").update(JSON.stringify(content)).digest("hex");
}
