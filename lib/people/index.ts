export {
  deactivatePerson,
  reassignWork,
  updatePerson,
  updatePersonSchema,
} from "./change-person.ts";
export { createPerson, createPersonSchema } from "./create-person.ts";
export {
  acceptInvitation,
  invitePerson,
  listInvitations,
  readInvitation,
  revokeInvitation,
} from "./invitations.ts";
export { type LimitChoices, readLimitChoices } from "./limit-choices.ts";
export { listManagers, listPeople, type PersonView } from "./list-people.ts";
export { createRole, deleteRole, listRoles, updateRole } from "./roles.ts";
export {
  beginEnrolment,
  confirmEnrolment,
  type Enrolment,
  readSecurity,
  renewRecoveryCodes,
  resetSecondFactor,
  turnOffSecondFactor,
} from "./second-factor.ts";
export { listSessions, revokeOtherSessions, revokeSession } from "./sessions.ts";
export { syncRoles } from "./sync-roles.ts";
