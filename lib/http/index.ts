export { jsonLines } from "./json-lines.ts";
export { readParam } from "./params.ts";
export { toProblem } from "./problem.ts";
export { readForm } from "./read-form.ts";
export { CONSOLE_BODY_LIMIT, readJson } from "./read-json.ts";
export { type Access, apiRoute, consoleRoute, openRoute } from "./route.ts";
