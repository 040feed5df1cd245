import { request } from "#components/api/request.ts";
import type {
  BreakView,
  CarePreference,
  CareSettings,
  MyCare,
  MyWellbeing,
  TeamLoad,
} from "#lib/care/schema.ts";

const base = "/api/console/me";

/** The calls of one's own care, one per route. All throw ProblemError. */
export const careApi = {
  mine: () => request<MyCare>(`${base}/care`),
  save: (preference: CarePreference) =>
    request<{ ok: true }>(`${base}/care`, { method: "PUT", body: preference }),
  wellbeing: () => request<MyWellbeing>(`${base}/wellbeing`),
  takeBreak: () => request<BreakView>(`${base}/break`, { method: "POST", body: { releaseClaims: true } }),
  endBreak: () => request<{ ok: true }>(`${base}/break`, { method: "DELETE" }),
  later: () => request<{ ok: true }>(`${base}/break/later`, { method: "POST", body: {} }),
  team: () => request<TeamLoad>("/api/console/team-load"),
  saveSettings: (body: { revision: number; settings: CareSettings }) =>
    request<{ revision: number }>("/api/console/care-settings", { method: "PUT", body }),
};
