import type { z } from "zod";
import { DomainError, type FieldError } from "#lib/errors.ts";
import { fieldErrors } from "#lib/field-errors.ts";

/** One element of a request: what it says, or what is wrong with it. */
export type Parsed<T> =
  | { ok: true; value: T }
  | { ok: false; externalId: string | null; errors: FieldError[] };

/** A request for one thing, or for many. */
export interface Batch<T> {
  single: boolean;
  parsed: Parsed<T>[];
}

/**
 * Reads a body that is one element, `{"items": […]}` or a bare array, checking each element by
 * itself: one bad post must not hold up the 499 beside it.
 * @param key the name of the list member, e.g. "items"
 * @throws DomainError invalid when the body as a whole has no such form
 */
export function readBatch<T>(body: unknown, schema: z.ZodType<T>, key: string, limit: number): Batch<T> {
  const list = Array.isArray(body) ? body : isRecord(body) && Array.isArray(body[key]) ? body[key] : null;
  if (!list && !isRecord(body)) throw new DomainError("invalid", `Send an object, or {"${key}": [...]}.`);
  if (list && list.length === 0)
    throw new DomainError("invalid", "The list is empty.", {
      fields: [{ field: key, message: "at least 1" }],
    });
  if (list && list.length > limit)
    throw new DomainError("invalid", `A request may hold at most ${limit}.`, {
      fields: [{ field: key, message: `at most ${limit}, here ${list.length}` }],
    });
  return { single: !list, parsed: (list ?? [body]).map((element) => parseElement(element, schema)) };
}

function parseElement<T>(element: unknown, schema: z.ZodType<T>): Parsed<T> {
  const bad = unstorable(element, "");
  const result = bad ? null : schema.safeParse(element);
  if (result?.success) return { ok: true, value: result.data };
  const externalId =
    isRecord(element) && typeof element.externalId === "string"
      ? element.externalId.slice(0, 200).toWellFormed()
      : null;
  return { ok: false, externalId, errors: bad ? [bad] : result ? fieldErrors(result.error) : [] };
}

/**
 * The first string that is no Unicode text: an unpaired surrogate (RFC 7493 forbids them) or U+0000
 * (which PostgreSQL cannot hold). Refused rather than repaired: what is judged must be what was sent.
 */
function unstorable(value: unknown, path: string): FieldError | null {
  if (typeof value === "string") {
    if (!value.isWellFormed())
      return { field: path, message: "holds an unpaired surrogate, which is not Unicode text" };
    return value.includes("\0") ? { field: path, message: "holds U+0000, which cannot be stored" } : null;
  }
  if (value === null || typeof value !== "object") return null;
  for (const [key, member] of Object.entries(value)) {
    const at = Array.isArray(value) ? `${path}[${key}]` : path ? `${path}.${key}` : key;
    const bad = unstorable(key, at) ?? unstorable(member, at);
    if (bad) return { ...bad, field: bad.field.toWellFormed().replaceAll("\0", "") };
  }
  return null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}
