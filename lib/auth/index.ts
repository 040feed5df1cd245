// What plain Node (workers, scripts) may use too. The session of a request is in viewer.ts.
export { assertCan } from "./assert-can.ts";
export { type ApiCaller, authenticateApiKey, consumeApiRate } from "./authenticate-api-key.ts";
export { hashPassword } from "./password.ts";
export {
  API_SCOPES,
  type ApiScope,
  can,
  PERMISSIONS,
  type Permission,
  permissionsOf,
  ROLES,
  type Role,
  rolesCan,
  type Viewer,
} from "./permissions.ts";
export { seal, sha256, unseal } from "./seal.ts";
