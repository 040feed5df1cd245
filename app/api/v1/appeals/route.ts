import { fileAppeal } from "#lib/appeals/index.ts";
import { appealInputSchema } from "#lib/appeals/schema.ts";
import { consumeApiRate } from "#lib/auth/index.ts";
import { apiRoute, CONSOLE_BODY_LIMIT, readJson } from "#lib/http/index.ts";

export const POST = apiRoute({
  scope: "appeals:write",
  handle: async ({ caller, request }) => {
    await consumeApiRate(caller, 1);
    const input = appealInputSchema.parse(await readJson(request, CONSOLE_BODY_LIMIT));
    return Response.json(await fileAppeal(input, `api_key:${caller.keyId}`), { status: 201 });
  },
});
