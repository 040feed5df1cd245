import type { QueueOrder } from "./order.ts";
import { AGE_POINTS_PER_HOUR, RANK_EPOCH } from "./priority.ts";

/** Points of a case in a queue ordered by reach, at or above a million views per hour. */
export const REACH_ORDER_POINTS = 100;
const REACH_SATURATION = 1_000_000;
const MS_PER_HOUR = 3_600_000;

export type Ordered = { rank: number; reachRank: number; createdAt: Date; dueAt: Date };

/**
 * The constant key of a queue ordered by reach, higher first: up to 100 points, logarithmic as in the priority,
 * less 2 points per hour of its creation, so that an unseen case passes the widest newcomer after 50 hours.
 * Mirrors the SQL function case_reach_rank.
 */
export function reachRank(viewsPerHour: number, createdAt: Date): number {
  const points =
    REACH_ORDER_POINTS * Math.min(1, Math.log1p(Math.max(0, viewsPerHour)) / Math.log1p(REACH_SATURATION));
  return points - (AGE_POINTS_PER_HOUR * (createdAt.getTime() - RANK_EPOCH.getTime())) / MS_PER_HOUR;
}

/**
 * Where a case stands among those of its tier in a queue of this order: lower comes first. Every key falls behind with the time of
 * creation without bound, so only finitely many newcomers ever stand before a waiting case.
 */
export function orderKey(order: QueueOrder, one: Ordered): number {
  switch (order) {
    case "priority":
      return -one.rank;
    case "reach":
      return -one.reachRank;
    case "due":
      return one.dueAt.getTime();
    case "age":
      return one.createdAt.getTime();
  }
}
