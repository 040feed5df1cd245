import type { ZodError } from "zod";
import type { FieldError } from "#lib/errors.ts";

/** What a schema found wrong, with paths as a programmer writes them: `items[3].account.externalId`. */
export function fieldErrors(error: ZodError): FieldError[] {
  return error.issues.slice(0, 100).map((issue) => ({
    field: issue.path.reduce<string>(
      (path, key) =>
        typeof key === "number" ? `${path}[${key}]` : path ? `${path}.${String(key)}` : String(key),
      "",
    ),
    message: issue.message,
  }));
}
