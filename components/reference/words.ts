/** What the states of an item mean. */
export const STATES = [
  ["pending", "Stored, not scored yet"],
  ["allowed", "It stays up: no policy and no rule had anything against it, or a person allowed it"],
  ["in_review", "It waits for a person, or a decision on it was taken back"],
  ["actioned", "A policy or a person acted on it; the decisions say how"],
] as const;

/** What the actions of a decision mean. */
export const ACTION_WORDS = [
  ["allow", "Leave it up"],
  ["remove", "Take it down"],
  ["limit_reach", "Show it to fewer people"],
  ["warn", "Warn its author"],
  ["suspend_account", "Suspend its author"],
] as const;
