export { fileAppeal } from "./file-appeal.ts";
export { type AppealPage, type AppealView, readAppeal } from "./read-appeal.ts";
export { type ResolveResult, resolveAppeal } from "./resolve-appeal.ts";
export { type FormProblem, takeForm } from "./take-form.ts";
