import { notFound } from "next/navigation";
import { DomainError } from "#lib/errors.ts";

/** What is read for a page; what does not exist is the "not found" page. */
export async function orNotFound<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof DomainError && error.kind === "not_found") notFound();
    throw error;
  }
}
