export { beginBreak, endBreak, finishBreak, myBreak } from "./breaks.ts";
export { careSettings, helpline, saveCareSettings } from "./care-settings.ts";
export { lighterThan, myCare, myWellbeing, saveMyCare, saveTimeZone, snoozeBreak } from "./my-care.ts";
export { recordExposure } from "./record-exposure.ts";
export { teamLoad } from "./team-load.ts";
