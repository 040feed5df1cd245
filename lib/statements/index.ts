export {
  AppealTokenError,
  appealDeadline,
  appealUrl,
  readAppealToken,
  signAppealToken,
  type TokenProblem,
} from "./appeal-token.ts";
export { exportStatements, statementsQuerySchema } from "./export-statements.ts";
export { APPEAL_DAYS, type Statement, statementSchema } from "./schema.ts";
export { type RestrictingDecision, writeStatements } from "./write-statements.ts";
