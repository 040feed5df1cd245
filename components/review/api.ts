import { request } from "#components/api/request.ts";
import type { ResolveRequest } from "#lib/appeals/schema.ts";
import type { Destination } from "#lib/escalation/view.ts";
import type { LookAnswer } from "#lib/quality/schema.ts";
import { type CaseFilter, type FacetCounts, filterToQuery } from "#lib/review/case-filter.ts";
import type { KeptDraft } from "#lib/review/draft-schema.ts";
import type { HeldCaseRow, HoldRequest } from "#lib/review/hold-schema.ts";
import type { AskRequest, InboxEntry } from "#lib/review/question-schema.ts";
import type { CasePage, QueueSummary } from "#lib/review/queue-schema.ts";
import type {
  CaseView,
  DecisionRequest,
  DecisionResult,
  DeskStats,
  Explanation,
  PictureExplanation,
  UndoResult,
} from "#lib/review/schema.ts";

export type Colleague = { id: string; name: string };

const base = "/api/console";
const casePath = (number: number) => `${base}/cases/${number}`;
const post = <T>(path: string, body: unknown, keepalive = false) =>
  request<T>(path, { method: "POST", body, keepalive });

/** What a person has decided reaches the server even if they close the page in the same moment. */
const OUTLIVES_PAGE = true;

/** The review desk's calls, one per route. All throw ProblemError. */
export const reviewApi = {
  queues: () => request<{ queues: QueueSummary[] }>(`${base}/queues`).then((answer) => answer.queues),
  cases: (slug: string, filter: CaseFilter, cursor: string | null, limit: number) => {
    const query = new URLSearchParams({
      limit: String(limit),
      ...filterToQuery(filter),
      ...(cursor ? { cursor } : {}),
    });
    return request<CasePage>(`${base}/queues/${slug}/cases?${query}`);
  },
  facets: (slug: string, filter: CaseFilter) =>
    request<FacetCounts>(`${base}/queues/${slug}/facets?${new URLSearchParams(filterToQuery(filter))}`),
  claimNext: (slug: string, exclude: readonly number[], filter: CaseFilter) =>
    post<{ case: CaseView | null }>(`${base}/queues/${slug}/claim`, { exclude, filter }).then(
      (answer) => answer.case,
    ),
  case: (number: number) => request<CaseView>(casePath(number)),
  claim: (number: number, version: number) => post<CaseView>(`${casePath(number)}/claim`, { version }),
  extend: (number: number, version: number) => post<CaseView>(`${casePath(number)}/extend`, { version }),
  /** @param reveals undefined for a case that never came to the screen */
  release: (number: number, version: number, reveals: number | undefined, keepalive = false) =>
    post<{ ok: true }>(`${casePath(number)}/release`, { version, reveals }, keepalive),
  handOver: (number: number, version: number, toUserId: string, reveals: number) =>
    post<CaseView>(`${casePath(number)}/hand-over`, { version, toUserId, reveals }),
  hold: (number: number, hold: HoldRequest) => post<CaseView>(`${casePath(number)}/hold`, hold),
  resume: (number: number, version: number) => post<CaseView>(`${casePath(number)}/resume`, { version }),
  holds: () => request<{ holds: HeldCaseRow[] }>(`${base}/me/holds`).then((answer) => answer.holds),
  askable: (number: number) =>
    request<{ colleagues: Colleague[] }>(`${casePath(number)}/askable`).then((answer) => answer.colleagues),
  ask: (number: number, ask: AskRequest) => post<CaseView>(`${casePath(number)}/questions`, ask),
  answerQuestion: (id: string, answer: string) =>
    post<CaseView>(`${base}/questions/${id}/answer`, { answer }),
  seeAnswers: (number: number) => post<{ ok: true }>(`${casePath(number)}/questions/seen`, {}),
  inbox: () => request<{ entries: InboxEntry[] }>(`${base}/me/questions`).then((answer) => answer.entries),
  keepDraft: (number: number, draft: KeptDraft | null, keepalive = false) =>
    request<{ kept: boolean }>(`${casePath(number)}/draft`, { method: "PUT", body: { draft }, keepalive }),
  escalate: (number: number, version: number, note: string, reveals: number) =>
    post<Destination>(`${casePath(number)}/escalate`, { version, note, reveals }, OUTLIVES_PAGE),
  decide: (number: number, decision: DecisionRequest) =>
    post<DecisionResult>(`${casePath(number)}/decision`, decision, OUTLIVES_PAGE),
  answer: (number: number, answer: ResolveRequest) =>
    post<{ appealId: string }>(`${casePath(number)}/appeal`, answer, OUTLIVES_PAGE),
  answerLook: (number: number, answer: LookAnswer) =>
    post<DecisionResult>(`${casePath(number)}/second-look`, answer, OUTLIVES_PAGE),
  undo: (decisionId: string) => post<UndoResult>(`${base}/decisions/${decisionId}/undo`, {}),
  explanation: (number: number, signal: string) =>
    request<Explanation>(`${casePath(number)}/explanation?${new URLSearchParams({ signal })}`),
  regions: (number: number, picture: string, signal: string) =>
    request<PictureExplanation>(`${casePath(number)}/regions?${new URLSearchParams({ picture, signal })}`),
  colleagues: (number: number) =>
    request<{ colleagues: Colleague[] }>(`${base}/cases/${number}/colleagues`).then(
      (answer) => answer.colleagues,
    ),
  stats: () => request<DeskStats>(`${base}/me/stats`),
};
