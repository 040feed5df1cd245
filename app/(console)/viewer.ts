import { redirect } from "next/navigation";
import { cache } from "react";
import type { Viewer } from "#lib/auth/index.ts";
import { getViewer } from "#lib/auth/viewer.ts";

/** Who is looking, once per request; whoever is not signed in is sent to sign in. */
export const signedInViewer = cache(async (): Promise<Viewer> => {
  const viewer = await getViewer();
  if (!viewer) redirect("/sign-in");
  return viewer;
});

/** The same for every page but one: who must set up a second factor first is sent there. */
export async function pageViewer(): Promise<Viewer> {
  const viewer = await signedInViewer();
  if (viewer.mustEnrol) redirect("/settings/security");
  return viewer;
}
