import { type FieldRule, toItem } from "./mapping.ts";

/** A line that can be sent, as JSON. */
export interface Sendable {
  line: number;
  json: string;
  bytes: number;
}

/** A line that was not taken, and why. */
export interface Refusal {
  line: number;
  externalId: string | null;
  reason: string;
}

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * Reads one line. What the API says about its fields is left to the API; here is refused what is no
 * JSON object at all, or would not fit into a request.
 * @param bytes null when the line was too long to be kept
 * @returns null for a blank line
 */
export function parseLine(
  line: number,
  bytes: Buffer | null,
  rules: readonly FieldRule[],
  maxBytes: number,
): Sendable | Refusal | null {
  const refuse = (reason: string, externalId: string | null = null) => ({ line, externalId, reason });
  if (bytes === null) return refuse(`the line is longer than ${maxBytes} bytes`);
  let text: string;
  try {
    text = decoder.decode(bytes);
  } catch {
    return refuse("the line is not valid UTF-8");
  }
  if (text.trim() === "") return null;
  let value: unknown;
  try {
    value = parseExactly(text);
  } catch (error) {
    return refuse(`the line is not valid JSON: ${withoutContent(error)}`);
  }
  if (value === null || typeof value !== "object" || Array.isArray(value))
    return refuse("the line is no JSON object");
  const item = toItem(value as Record<string, unknown>, rules);
  const json = stringify(item);
  if (json === null) return refuse("the line is nested too deeply");
  const size = Buffer.byteLength(json);
  if (size > maxBytes)
    return refuse(
      `the item is larger than ${maxBytes} bytes`,
      typeof item.externalId === "string" ? item.externalId.slice(0, 200) : null,
    );
  return { line, json, bytes: size };
}

/** Numbers of this many digits may be ids that JavaScript's numbers cannot hold exactly. */
const LONG_NUMBER = /\d{16}/;

/** JSON.parse, except that a whole number too large to be exact comes out as the text it was written as. */
function parseExactly(text: string): unknown {
  if (!LONG_NUMBER.test(text)) return JSON.parse(text);
  const reviver = (_key: string, value: unknown, context?: { source?: string }) =>
    typeof value === "number" && Number.isInteger(value) && !Number.isSafeInteger(value)
      ? (context?.source ?? value)
      : value;
  return JSON.parse(text, reviver);
}

function stringify(value: unknown): string | null {
  try {
    return JSON.stringify(value);
  } catch {
    return null;
  }
}

/** V8 quotes the text it could not read; what was written by users stays out of reports. */
function withoutContent(error: unknown): string {
  const message = (error as Error).message;
  return message
    .replace(/, ?(\.\.\.)?"[\s\S]*$/, "")
    .replace(/\s+/g, " ")
    .slice(0, 120);
}
