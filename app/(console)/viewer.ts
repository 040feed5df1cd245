import { redirect } from "next/navigation";
import { cache } from "react";
import type { Viewer } from "#lib/auth/index.ts";
import { getViewer } from "#lib/auth/viewer.ts";

/** Who is looking, once per request; whoever is not signed in is sent to sign in. */
export const pageViewer = cache(async (): Promise<Viewer> => {
  const viewer = await getViewer();
  if (!viewer) redirect("/sign-in");
  return viewer;
});
