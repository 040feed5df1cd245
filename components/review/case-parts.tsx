"use client";

import dynamic from "next/dynamic";
import type { CaseView } from "#lib/review/schema.ts";

// Parts of the desk that most cases do without: drawn by the server where a case has them, and loaded for the next
// case before it comes on the desk. Until one is there its place is empty; without that the whole page would wait.
const nothing = () => null;

export const AppealCard = dynamic(() => import("./appeal-card.tsx").then((module) => module.AppealCard), {
  loading: nothing,
});
export const ItemMedia = dynamic(() => import("./item-media.tsx").then((module) => module.ItemMedia), {
  loading: nothing,
});
export const ItemRevisions = dynamic(
  () => import("./item-revisions.tsx").then((module) => module.ItemRevisions),
  { loading: nothing },
);
export const ItemThread = dynamic(() => import("./item-thread.tsx").then((module) => module.ItemThread), {
  loading: nothing,
});
export const KnownMatches = dynamic(
  () => import("./known-matches.tsx").then((module) => module.KnownMatches),
  { loading: nothing },
);
export const LookCard = dynamic(() => import("./look-card.tsx").then((module) => module.LookCard), {
  loading: nothing,
});
export const PracticeNote = dynamic(
  () => import("./practice-note.tsx").then((module) => module.PracticeNote),
  { loading: nothing },
);
export const QuestionsCard = dynamic(
  () => import("./questions-card.tsx").then((module) => module.QuestionsCard),
  { loading: nothing },
);
export const ReportsList = dynamic(() => import("./reports-list.tsx").then((module) => module.ReportsList), {
  loading: nothing,
});
export const TeamNotes = dynamic(() => import("./team-notes.tsx").then((module) => module.TeamNotes), {
  loading: nothing,
});

/** Loads what this case will show, so that it comes on the desk whole. One that cannot be loaded now comes later. */
export async function loadParts(view: CaseView): Promise<void> {
  await Promise.allSettled([
    view.appeal && import("./appeal-card.tsx"),
    view.item.media.length > 0 && import("./item-media.tsx"),
    view.revisions.length > 0 && import("./item-revisions.tsx"),
    view.threadSize > 1 && import("./item-thread.tsx"),
    view.knownMatches.length > 0 && import("./known-matches.tsx"),
    view.look && import("./look-card.tsx"),
    view.questions.length > 0 && import("./questions-card.tsx"),
    !view.blind && view.reports.length > 0 && import("./reports-list.tsx"),
    !view.blind && view.account && import("./team-notes.tsx"),
  ]);
}
