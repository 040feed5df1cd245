import { env } from "#lib/env.ts";
import { type JobWorker, readImageText } from "#lib/jobs/index.ts";
import { log } from "#lib/log.ts";
import { mediaStorage, readItemText, readText } from "#lib/media/index.ts";
import { scoreTexts } from "#lib/scoring/index.ts";
import { modelInForce } from "#lib/scoring/model-in-force.ts";

/** Reads the text in pictures, one item at a time: it takes seconds, and nothing waits for it. */
export async function handleImageText(worker: JobWorker): Promise<void> {
  if (env().OCR_LANGUAGES.length === 0) return;
  const tools = {
    storage: mediaStorage(),
    scorer: async (texts: Parameters<typeof scoreTexts>[0]) => scoreTexts(texts, await modelInForce()),
    read: readText,
  };
  await worker.handle(readImageText, { batchSize: 1, concurrency: 1 }, async (jobs) =>
    Promise.all(
      jobs.map(async ({ id, data }) => {
        try {
          await readItemText(data.itemId, tools);
          return { id, status: "completed" } as const;
        } catch (error) {
          log().warn({ err: error, itemId: data.itemId }, "text in pictures could not be read");
          return { id, status: "failed", output: { message: String(error).slice(0, 500) } } as const;
        }
      }),
    ),
  );
}
