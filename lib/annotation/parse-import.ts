import { z } from "zod";

/** The longest line, bytes: a text of 20,000 characters in any script, and its frame. */
export const LINE_LIMIT = 128 * 1024;

const lineSchema = z.object({
  id: z.string().trim().min(1).max(200),
  text: z.string().trim().min(1).max(20_000),
  lang: z.string().trim().min(2).max(35).nullish(),
  gold: z.array(z.string()).max(100).nullish(),
});
export type ImportLine = { id: string; text: string; language: string | null; gold: string[] | null };

/** A line of an import file as a task, or why it cannot be one, in words for whoever made the file. */
export function parseImportLine(line: string, labels: readonly string[]): ImportLine | { reason: string } {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return { reason: "This is not JSON." };
  }
  const result = lineSchema.safeParse(json);
  if (!result.success) {
    const [issue] = result.error.issues;
    const field = issue?.path.join(".") || "The line";
    return { reason: `${field}: ${issue?.message ?? "is not right"}` };
  }
  const { id, text, lang, gold } = result.data;
  // PostgreSQL cannot keep NUL, nor half a surrogate pair.
  if (text.includes("\0") || id.includes("\0")) return { reason: "text: holds the character NUL" };
  const unknown = gold?.find((label) => !labels.includes(label));
  if (unknown !== undefined)
    return { reason: `gold: the project has no label "${unknown}". It has ${labels.join(", ")}.` };
  return {
    id: id.toWellFormed(),
    text: text.toWellFormed(),
    language: lang ?? null,
    gold: gold ? labels.filter((label) => gold.includes(label)) : null,
  };
}

/** The end of a line that was too long: its rest is thrown away, and its number is kept. */
const TOO_LONG = Symbol("too long");
export type RawLine = { number: number; text: string } | { number: number; tooLong: true };

/** Splits bytes into numbered lines, blank ones left out, keeping no more of one line than `LINE_LIMIT`. */
export async function* splitLines(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<RawLine> {
  let parts: Uint8Array[] | typeof TOO_LONG = [];
  let size = 0;
  let number = 0;
  const finish = (): RawLine | null => {
    number += 1;
    const line: RawLine | null =
      parts === TOO_LONG
        ? { number, tooLong: true }
        : {
            number,
            text: Buffer.concat(parts)
              .toString("utf8")
              .replace(/^\uFEFF/, "")
              .trim(),
          };
    [parts, size] = [[], 0];
    return "text" in line && line.text === "" ? null : line;
  };
  for await (const chunk of bytes) {
    for (let from = 0; from < chunk.length; ) {
      const end = chunk.indexOf(0x0a, from);
      const piece = chunk.subarray(from, end < 0 ? undefined : end);
      size += piece.length;
      if (parts !== TOO_LONG) {
        if (size > LINE_LIMIT) parts = TOO_LONG;
        else parts.push(piece);
      }
      if (end < 0) break;
      const line = finish();
      if (line) yield line;
      from = end + 1;
    }
  }
  if (size > 0) {
    const line = finish();
    if (line) yield line;
  }
}
