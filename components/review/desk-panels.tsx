"use client";

import dynamic from "next/dynamic";
import type { CaseView } from "#lib/review/schema.ts";
import type { Panels } from "./use-panels.ts";

// Each is loaded when it is first opened: most cases are decided without them.
const ThreadPanel = dynamic(() => import("./panels/thread-panel.tsx").then((m) => m.ThreadPanel), {
  ssr: false,
});
const AlikePanel = dynamic(() => import("./panels/alike-panel.tsx").then((m) => m.AlikePanel), {
  ssr: false,
});
const AuthorPanel = dynamic(() => import("./panels/author-panel.tsx").then((m) => m.AuthorPanel), {
  ssr: false,
});

/** The panel that is open over the desk, if one is. */
export function DeskPanels({ view, shown, panels }: { view: CaseView; shown: boolean; panels: Panels }) {
  const given = { view, shown, close: panels.close };
  if (panels.shown === "thread") return <ThreadPanel {...given} />;
  if (panels.shown === "alike") return <AlikePanel {...given} />;
  return panels.shown === "author" ? <AuthorPanel {...given} /> : null;
}
