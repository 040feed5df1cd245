import { CONTENT_LIMITS } from "#lib/content/schema.ts";

/** The most that the items of a request may weigh together, commas counted: the rest is for what surrounds them. */
export const REQUEST_BYTES = CONTENT_LIMITS.bodyBytes - 1024;
