export { EXPOSITION_TYPE } from "./exposition.ts";
export { readMetrics } from "./metrics.ts";
export { drawSample, judgeSample, pendingSamples, takeVerdictBack } from "./sample-store.ts";
