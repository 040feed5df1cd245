/** Where the tests' identity provider listens. */
export const OIDC = { port: 3218, issuer: "http://localhost:3218" } as const;
