export { readParam } from "./params.ts";
export { toProblem } from "./problem.ts";
export { readJson } from "./read-json.ts";
export { type Access, apiRoute, consoleRoute, openRoute } from "./route.ts";
