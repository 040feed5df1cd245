import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { ConsoleShell } from "#components/shell/console-shell.tsx";
import { themeFrom } from "#components/shell/theme.ts";
import { can } from "#lib/auth/index.ts";
import { myCare } from "#lib/care/index.ts";
import { myKeys } from "#lib/keys/index.ts";
import { liveHub } from "#lib/live/index.ts";
import { listQueues } from "#lib/review/index.ts";
import { pageViewer } from "./viewer.ts";

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const viewer = await pageViewer();
  const liveFrom = liveHub().position;
  const { userId, name, email, title, permissions } = viewer;
  const theme = themeFrom((await cookies()).get("theme")?.value);
  const [queues, keys, care] = await Promise.all([
    can(viewer, "queues:read") ? listQueues(viewer) : undefined,
    myKeys(viewer),
    myCare(viewer),
  ]);
  return (
    <ConsoleShell
      viewer={{ userId, name, email, title, permissions }}
      theme={theme}
      initialQueues={queues}
      liveFrom={liveFrom}
      keys={keys}
      care={care}
    >
      {children}
    </ConsoleShell>
  );
}
