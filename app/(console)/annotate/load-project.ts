import { notFound } from "next/navigation";
import { getProject } from "#lib/annotation/index.ts";
import { type ProjectView, slugSchema } from "#lib/annotation/schema.ts";
import type { Viewer } from "#lib/auth/index.ts";
import { DomainError } from "#lib/errors.ts";

/** The project that an address names, or the page that says there is none. */
export async function pageProject(viewer: Viewer, params: Promise<{ slug: string }>): Promise<ProjectView> {
  const slug = slugSchema.safeParse((await params).slug);
  if (!slug.success) notFound();
  return getProject(viewer, slug.data).catch((error: unknown) => {
    if (error instanceof DomainError && error.kind === "not_found") notFound();
    throw error;
  });
}
