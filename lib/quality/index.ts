export { answerLook } from "./answer-look.ts";
export { readQuality } from "./read-quality.ts";
export { lookAnswerSchema, saveSettingsSchema } from "./schema.ts";
export { saveSettings } from "./settings.ts";
