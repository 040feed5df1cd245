export { type ApiKeyView, createApiKey, createApiKeySchema, listApiKeys, revokeApiKey } from "./api-keys.ts";
export {
  createPerson,
  createPersonSchema,
  listPeople,
  type PersonView,
  updatePerson,
  updatePersonSchema,
} from "./people.ts";
