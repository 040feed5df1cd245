/** What stands before a queue's own order, whatever that is; lower comes first. Stored on the case and in its facts. */
export const TIER = {
  /** A life is threatened. */
  emergency: 0,
  /** Escalated, and there is nobody it could go to: it waits at the top of the queue it is in. */
  stranded: 1,
  usual: 2,
} as const;
