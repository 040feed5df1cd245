import { request } from "#components/api/request.ts";
import type { AccountItemsPage, AccountView, CaseContext, NoteView } from "#lib/accounts/schema.ts";
import type { AlikeView } from "#lib/known-content/alike-schema.ts";
import type { ThreadPage } from "#lib/review/thread-schema.ts";

const base = "/api/console";
const account = (externalId: string) => `${base}/accounts/${encodeURIComponent(externalId)}`;

/** What stands around a case and its author. All throw ProblemError. */
export const accountsApi = {
  account: (externalId: string) => request<AccountView>(account(externalId)),
  items: (externalId: string, cursor: string) =>
    request<AccountItemsPage>(`${account(externalId)}/items?${new URLSearchParams({ cursor })}`),
  addNote: (externalId: string, text: string, pinned: boolean) =>
    request<{ notes: NoteView[] }>(`${account(externalId)}/notes`, {
      method: "POST",
      body: { text, pinned },
    }).then((answer) => answer.notes),
  pinNote: (noteId: string, pinned: boolean) =>
    request<{ notes: NoteView[] }>(`${base}/account-notes/${noteId}/pin`, {
      method: "POST",
      body: { pinned },
    }).then((answer) => answer.notes),
  context: (caseNumber: number) => request<CaseContext>(`${base}/cases/${caseNumber}/context`),
  alike: (caseNumber: number) => request<AlikeView>(`${base}/cases/${caseNumber}/alike`),
  thread: (caseNumber: number, place: Record<string, string>) =>
    request<ThreadPage>(`${base}/cases/${caseNumber}/thread?${new URLSearchParams(place)}`),
};
