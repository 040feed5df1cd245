export { syncRoles } from "./sync-roles.ts";
