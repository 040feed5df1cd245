import { notFound } from "next/navigation";
import type { Viewer } from "#lib/auth/index.ts";
import { DomainError } from "#lib/errors.ts";
import { getPolicy, type PolicyHistory } from "#lib/policy/index.ts";

/** The policy of a page's address, or the page that says there is none. */
export async function findPolicy(viewer: Viewer, code: string): Promise<PolicyHistory> {
  try {
    return await getPolicy(viewer, decodeURIComponent(code));
  } catch (error) {
    if (error instanceof DomainError && error.kind === "not_found") notFound();
    throw error;
  }
}
