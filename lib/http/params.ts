import type { z } from "zod";
import { DomainError } from "#lib/errors.ts";

/** A part of the address, checked; an address that cannot exist is "not found", not "invalid". @throws DomainError */
export function readParam<T>(params: Record<string, string>, name: string, schema: z.ZodType<T>): T {
  const result = schema.safeParse(params[name]);
  if (!result.success) throw new DomainError("not_found", "There is no such thing here.");
  return result.data;
}
