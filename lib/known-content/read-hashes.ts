import { signatureToHex, textSignature } from "./min-hash.ts";
import type { KnownKind } from "./schema.ts";

export type HashLine = { hash: string; note: string };

const DIGITS: Record<KnownKind, number> = { pdq: 64, sha256: 64, text: 1024 };
const NOTE_CHARACTERS = 500;

/**
 * One line of an import: JSON with `hash` (or, for a bank of texts, `text`) and `note`, or `hash,note`, or a
 * hash alone. A header line `hash…` and empty lines are nothing.
 * @returns null for nothing @throws Error saying what is wrong
 */
export function readHashLine(kind: KnownKind, line: string): HashLine | null {
  const trimmed = line.trim();
  if (trimmed === "" || /^"?hash"?(,|$)/i.test(trimmed)) return null;
  if (trimmed.startsWith("{")) {
    const value = JSON.parse(trimmed) as { hash?: unknown; text?: unknown; note?: unknown };
    const note = typeof value.note === "string" ? value.note.slice(0, NOTE_CHARACTERS) : "";
    if (kind === "text" && typeof value.text === "string") {
      const signature = textSignature(value.text);
      if (!signature) throw new Error("the text is too short to recognise copies by");
      return { hash: signatureToHex(signature), note };
    }
    return { hash: checked(kind, String(value.hash)), note };
  }
  const comma = trimmed.indexOf(",");
  const hash = comma === -1 ? trimmed : trimmed.slice(0, comma);
  const note = comma === -1 ? "" : unquoted(trimmed.slice(comma + 1)).slice(0, NOTE_CHARACTERS);
  return { hash: checked(kind, unquoted(hash)), note };
}

function checked(kind: KnownKind, hash: string): string {
  const lower = hash.trim().toLowerCase();
  if (lower.length !== DIGITS[kind] || !/^[0-9a-f]+$/.test(lower))
    throw new Error(`a ${kind} hash has ${DIGITS[kind]} hexadecimal digits`);
  return lower;
}

function unquoted(field: string): string {
  return field.startsWith('"') && field.endsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field;
}
