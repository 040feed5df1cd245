export { drawSample, judgeSample, pendingSamples, takeVerdictBack } from "./sample-store.ts";
