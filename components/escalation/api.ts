import { request } from "#components/api/request.ts";
import type { CaseEscalation, Destination, EscalationNotices } from "#lib/escalation/view.ts";

const casePath = (number: number) => `/api/console/cases/${number}`;
const post = <T>(path: string, body: unknown) => request<T>(path, { method: "POST", body });

/** The calls about escalations and emergencies. All throw ProblemError. */
export const escalationApi = {
  ofCase: (number: number) => request<CaseEscalation>(`${casePath(number)}/escalation`),
  mark: (number: number, version: number, note: string) =>
    post<Destination>(`${casePath(number)}/emergency`, { version, note }),
  tick: (number: number, item: string, done: boolean, note: string) =>
    post<{ ok: true }>(`${casePath(number)}/emergency/ticks`, { item, done, note }),
  callOff: (number: number, version: number, reason: string) =>
    post<{ ok: true }>(`${casePath(number)}/emergency/call-off`, { version, reason }),
  notices: () => request<EscalationNotices>("/api/console/escalation-notices"),
};
