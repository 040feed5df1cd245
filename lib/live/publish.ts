import type { Tx } from "#lib/db/index.ts";
import type { LiveEvent } from "./schema.ts";

/** The channel on which web processes listen. */
export const CHANNEL = "docket_live";

/**
 * Tells every open console of a change, if and when the caller's transaction commits. The same event twice in one
 * transaction is told once. Changes of claims and cases need no call: triggers on `cases` tell them.
 */
export async function publish(tx: Tx, event: LiveEvent): Promise<void> {
  await tx.$executeRaw`SELECT pg_notify(${CHANNEL}, ${JSON.stringify(event)})`;
}
