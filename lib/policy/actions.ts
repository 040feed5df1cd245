/** What a decision does to an item. `allow` leaves it up; the rest restrict it. Apart from the schemas, for the desk. */
export const ACTIONS = ["allow", "remove", "limit_reach", "warn", "suspend_account"] as const;
export type Action = (typeof ACTIONS)[number];
