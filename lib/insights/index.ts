export { EXPOSITION_TYPE } from "./exposition.ts";
export { insightsCsv } from "./insights-csv.ts";
export { BEHIND_LIMIT, type BehindRow, listBehind } from "./list-behind.ts";
export { readMetrics } from "./metrics.ts";
export { readInsights } from "./read-insights.ts";
export { readServing, type Serving } from "./read-serving.ts";
export { drawSample, judgeSample, pendingSamples, takeVerdictBack } from "./sample-store.ts";
export { figureSchema, insightsQuerySchema } from "./schema.ts";
