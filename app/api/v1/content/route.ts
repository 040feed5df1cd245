import { consumeApiRate } from "#lib/auth/index.ts";
import { CONTENT_LIMITS, ingestItems, itemInputSchema, readBatch } from "#lib/content/index.ts";
import { DomainError } from "#lib/errors.ts";
import { apiRoute, readJson } from "#lib/http/index.ts";

export const POST = apiRoute({
  scope: "content:write",
  handle: async ({ caller, request }) => {
    const body = await readJson(request, CONTENT_LIMITS.bodyBytes);
    const batch = readBatch(body, itemInputSchema, "items", CONTENT_LIMITS.batchItems);
    await consumeApiRate(caller, batch.parsed.length);
    const outcome = await ingestItems(batch.parsed);
    if (!batch.single) return Response.json(outcome, { status: 202 });
    const [result] = outcome.results;
    if (result?.status === "refused")
      throw new DomainError("invalid", "Some fields are not right.", { fields: result.errors });
    return Response.json(result, { status: result?.status === "accepted" ? 202 : 200 });
  },
});
