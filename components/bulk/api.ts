import { request } from "#components/api/request.ts";
import type { BulkView, CandidatePage, DryRun } from "#lib/bulk/schema.ts";
import type { Action } from "#lib/policy/schema.ts";

const base = "/api/console/bulk";

/** What is asked to be decided, as the grid knows it. */
export interface BulkAsk {
  members: { itemId: string; caseVersion: number | null }[];
  action: Action;
  policyCode: string | null;
  rationale: string;
  chosen: { from: "search" | "queue" | "similar"; query: Record<string, string> };
  seconds: number;
}

/** The calls of actions for many. All throw ProblemError. */
export const bulkApi = {
  candidates: (address: string, cursor: string | null, signal: AbortSignal) =>
    request<CandidatePage>(
      `${base}/candidates?${address}${cursor ? `&${new URLSearchParams({ cursor })}` : ""}`,
      { signal },
    ),
  dryRun: (ask: BulkAsk) => request<DryRun>(`${base}/dry-run`, { method: "POST", body: ask }),
  start: (ask: BulkAsk) => request<{ number: number }>(base, { method: "POST", body: ask }),
  read: (number: number) => request<BulkView>(`${base}/${number}`),
  undo: (number: number) => request<unknown>(`${base}/${number}/undo`, { method: "POST", body: {} }),
};
