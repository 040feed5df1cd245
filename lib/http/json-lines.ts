/** An answer of JSON lines to save as a file, made as fast as it is read. */
export function jsonLines(rows: AsyncGenerator<unknown>, filename: string): Response {
  const encoder = new TextEncoder();
  const lines = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const { value, done } = await rows.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(`${JSON.stringify(value)}\n`));
    },
    cancel: async () => void (await rows.return(undefined)),
  });
  return new Response(lines, {
    headers: {
      "content-type": "application/jsonl; charset=utf-8",
      "content-disposition": `attachment; filename="${filename}"`,
      "cache-control": "no-store",
    },
  });
}
