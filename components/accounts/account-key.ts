/** Under which an account is cached. */
export const accountKey = (externalId: string) => ["account", externalId] as const;
