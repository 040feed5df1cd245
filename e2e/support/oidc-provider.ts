// An identity provider for tests: approves everybody at once, as the person that a cookie names.
import { OAuth2Server } from "oauth2-mock-server";
import { OIDC } from "./oidc.ts";

const server = new OAuth2Server();
await server.issuer.keys.generate("RS256");
const emails = new Map<string | null, string>();

server.service.on(
  "beforeAuthorizeRedirect",
  (redirect: { url: URL }, request: { headers: { cookie?: string } }) => {
    const lead = request.headers.cookie?.includes("who=lead");
    emails.set(
      redirect.url.searchParams.get("code"),
      lead ? "lead@docket.local" : "stranger@elsewhere.example",
    );
  },
);
server.service.on(
  "beforeTokenSigning",
  (token: { payload: object }, request: { body?: { code?: string } }) => {
    const email = emails.get(request.body?.code ?? null);
    Object.assign(token.payload, { sub: email, email, email_verified: true, name: email });
  },
);
await server.start(OIDC.port, "localhost");
