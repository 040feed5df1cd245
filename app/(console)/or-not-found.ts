import { forbidden, notFound } from "next/navigation";
import { DomainError } from "#lib/errors.ts";

/** What is read for a page; what does not exist is the "not found" page, what is not theirs the denied one. */
export async function orNotFound<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof DomainError && error.kind === "not_found") notFound();
    if (error instanceof DomainError && error.kind === "forbidden") forbidden();
    throw error;
  }
}
