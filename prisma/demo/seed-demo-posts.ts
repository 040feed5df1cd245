import {
  ingestItems,
  itemInputSchema,
  readBatch,
  reportInputSchema,
  reportItems,
} from "#lib/content/index.ts";
import { demoPosts, demoReports } from "./posts.ts";

/** Sends the demo's posts and reports the way a platform would. @returns how many posts */
export async function seedDemoPosts(now = new Date()): Promise<number> {
  const outcome = await ingestItems(
    readBatch({ items: demoPosts(now) }, itemInputSchema, "items", 500).parsed,
  );
  const refused = outcome.results.find((result) => result.status === "refused");
  if (refused) throw new Error(`The demo holds a post that the API refuses: ${JSON.stringify(refused)}`);
  await reportItems(readBatch({ reports: demoReports() }, reportInputSchema, "reports", 500).parsed);
  return outcome.accepted;
}
