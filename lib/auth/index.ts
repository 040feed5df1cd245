// What plain Node (workers, scripts) may use too. The session of a request is in viewer.ts.
export { assertCan } from "./assert-can.ts";
export { type ApiCaller, authenticateApiKey, consumeApiRate } from "./authenticate-api-key.ts";
export { hashPassword } from "./password.ts";
export {
  ALL_PERMISSIONS,
  API_SCOPES,
  type ApiScope,
  can,
  type Grant,
  PERMISSIONS,
  type Permission,
  permissionsOf,
  policiesIn,
  ROLES,
  type Role,
  rolesCan,
  type Subject,
  type Viewer,
} from "./permissions.ts";
export { readColleague, readViewer } from "./read-viewer.ts";
export { seal, sha256, unseal } from "./seal.ts";
export {
  guessing,
  isEnrolled,
  newSecret,
  proveSecondFactor,
  replaceRecoveryCodes,
  spendTotp,
} from "./second-factor.ts";
export { endSession, openSession, requestOrigin } from "./sessions.ts";
