export { assertChecklistDone, standingEmergency } from "./checklist.ts";
export { listPaths, savePath, saveSettings } from "./edit-paths.ts";
export { listNotices } from "./list-notices.ts";
export { alongPlan } from "./move-case.ts";
export { type Plan, planEscalation, planWith, readMeans } from "./plan-escalation.ts";
export { loadSettings, pathsLeadingTo } from "./store.ts";
export { TIER } from "./tier.ts";
export { NOTICES_AREA, watchEscalations } from "./watch-escalations.ts";
