// Shared with the browser, so without zod.

/**
 * What the console can be told at once. An event says where something changed, never what: whoever hears it reads
 * anew, through the same use case and with the same rights as ever.
 *
 * - `queue`: cases were opened, closed, moved, claimed or given back in `queueId` (triggers on `cases` tell it)
 * - `case`: the case `caseNumber` changed, or something said about it (a note, an answer)
 * - `claim_lost`: `userId` does not hold `caseNumber` any more (a trigger tells it)
 * - `viewer`: rights or sessions of `userId` changed
 * - `area`: rows of the console's area `area` changed, under the name it has in `queryKeys.area`
 */
export const LIVE_TOPICS = ["queue", "case", "claim_lost", "viewer", "area"] as const;
export type LiveTopic = (typeof LIVE_TOPICS)[number];

/** What a browser hears. */
export interface LiveMessage {
  topic: LiveTopic;
  /** The slug of the queue. */
  queue?: string | undefined;
  caseNumber?: number | undefined;
  version?: number | undefined;
  area?: string | undefined;
}

/** Seconds between two signs of life; a browser that hears none for much longer connects anew. */
export const HEARTBEAT_SECONDS = 15;
