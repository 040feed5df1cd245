import { z } from "zod";
import { requestOrigin } from "#lib/auth/index.ts";
import { openRoute, readJson, readParam } from "#lib/http/index.ts";
import { acceptInvitation } from "#lib/people/index.ts";
import { acceptSchema } from "#lib/people/schema.ts";

/** Bytes: a name and a password. */
const BODY_LIMIT = 10_000;

export const POST = openRoute(
  "Who holds the link of an invitation has no account yet.",
  async ({ request, params }) =>
    acceptInvitation(
      readParam(params, "token", z.string().max(100)),
      acceptSchema.parse(await readJson(request, BODY_LIMIT)),
      requestOrigin(request.headers).address,
    ),
);
