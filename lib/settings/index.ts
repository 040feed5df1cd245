export { type ApiKeyView, createApiKey, createApiKeySchema, listApiKeys, revokeApiKey } from "./api-keys.ts";
