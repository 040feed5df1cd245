import { consoleRoute } from "#lib/http/index.ts";
import { exportStatements, statementsQuerySchema } from "#lib/statements/index.ts";

export const GET = consoleRoute({
  permission: "audit:read",
  query: statementsQuerySchema,
  handle: async ({ viewer, query }) => {
    const statements = exportStatements(viewer, query);
    const lines = new ReadableStream<Uint8Array>({
      pull: async (controller) => {
        const { value, done } = await statements.next();
        if (done) controller.close();
        else controller.enqueue(new TextEncoder().encode(`${JSON.stringify(value)}\n`));
      },
      cancel: async () => void (await statements.return(undefined)),
    });
    return new Response(lines, {
      headers: {
        "content-type": "application/jsonl; charset=utf-8",
        "content-disposition": 'attachment; filename="statements.jsonl"',
        "cache-control": "no-store",
      },
    });
  },
});
