import { consoleRoute, readParam } from "#lib/http/index.ts";
import { exportSnapshot, numberSchema } from "#lib/training/index.ts";

export const GET = consoleRoute({
  permission: "models:train",
  handle: async ({ viewer, params }) => {
    const number = readParam(params, "number", numberSchema);
    const examples = await exportSnapshot(viewer, number);
    const lines = new ReadableStream<Uint8Array>({
      pull: async (controller) => {
        const { value, done } = await examples.next();
        if (done) controller.close();
        else controller.enqueue(new TextEncoder().encode(`${JSON.stringify(value)}\n`));
      },
      cancel: async () => void (await examples.return(undefined)),
    });
    return new Response(lines, {
      headers: {
        "content-type": "application/jsonl; charset=utf-8",
        "content-disposition": `attachment; filename="snapshot-${number}.jsonl"`,
        "cache-control": "no-store",
      },
    });
  },
});
