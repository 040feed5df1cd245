import { cookies, headers } from "next/headers";
import { forbidden, redirect } from "next/navigation";
import type { ReactNode } from "react";
import { ConsoleShell } from "#components/shell/console-shell.tsx";
import { permissionFor } from "#components/shell/nav.ts";
import { themeFrom } from "#components/shell/theme.ts";
import { can, type Viewer } from "#lib/auth/index.ts";
import { myCare } from "#lib/care/index.ts";
import { myKeys } from "#lib/keys/index.ts";
import { liveHub } from "#lib/live/index.ts";
import { paintQueues } from "#lib/review/index.ts";
import { signedInViewer } from "./viewer.ts";

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const viewer = await signedInViewer();
  await refuseEarly(viewer);
  const begun = liveHub().position;
  const { userId, name, email, title, permissions } = viewer;
  const theme = themeFrom((await cookies()).get("theme")?.value);
  const [painted, keys, care] = await Promise.all([
    can(viewer, "queues:read") ? paintQueues(viewer) : undefined,
    myKeys(viewer),
    myCare(viewer),
  ]);
  return (
    <ConsoleShell
      viewer={{ userId, name, email, title, permissions }}
      theme={theme}
      initialQueues={painted?.queues}
      liveFrom={painted ? painted.liveFrom : begun}
      keys={keys}
      care={care}
    >
      {children}
    </ConsoleShell>
  );
}

/** Before the first byte is on its way, while the answer can still be 403; each page asks again for itself. */
async function refuseEarly(viewer: Viewer): Promise<void> {
  const path = (await headers()).get("x-docket-path") ?? "";
  if (viewer.mustEnrol && path !== "/settings/security") redirect("/settings/security");
  const permission = permissionFor(path);
  if (permission && !can(viewer, permission)) forbidden();
}
