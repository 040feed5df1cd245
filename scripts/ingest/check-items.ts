import { readBatch } from "#lib/content/read-batch.ts";
import { itemInputSchema } from "#lib/content/schema.ts";
import type { FieldError } from "#lib/errors.ts";
import type { ItemOutcome } from "./ingest-file.ts";

/** What the API would say of these items, as far as their form goes; nothing is sent. */
export function checkItems(items: readonly string[]): ItemOutcome[] {
  const { parsed } = readBatch(
    items.map((item): unknown => JSON.parse(item)),
    itemInputSchema,
    "items",
    items.length,
  );
  return parsed.map((element) =>
    element.ok
      ? { status: "accepted", externalId: element.value.externalId, reason: "" }
      : { status: "refused", externalId: element.externalId, reason: describeErrors(element.errors) },
  );
}

/** Field errors on one line: `text: too long; url: not an address`. */
export function describeErrors(errors: readonly FieldError[]): string {
  return (
    errors.map(({ field, message }) => (field ? `${field}: ${message}` : message)).join("; ") || "not valid"
  );
}
