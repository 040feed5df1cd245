import { z } from "zod";
import { ACTIONS } from "#lib/policy/actions.ts";
import { MOST_HOURS, TIMED } from "#lib/policy/measures.ts";

export const LADDER_LIMITS = { days: 3650, steps: 10, noteCharacters: 500 } as const;

const daysSchema = z.number().int().min(1).max(LADDER_LIMITS.days);

/** What is recommended at one strike: a restriction, for so many hours or for good. */
export const ladderStepSchema = z
  .object({
    action: z.enum(ACTIONS).exclude(["allow"]),
    hours: z.number().int().min(1).max(MOST_HOURS).nullable(),
  })
  .refine(({ action, hours }) => hours === null || TIMED.includes(action), {
    path: ["hours"],
    message: "only a limit and a suspension can end",
  });
export type LadderStep = z.infer<typeof ladderStepSchema>;

/** How long a strike counts, days by severity 1 to 5, and what the first, second, … counting strike recommends. */
export const ladderSchema = z.object({
  days: z.tuple([daysSchema, daysSchema, daysSchema, daysSchema, daysSchema]),
  steps: z.array(ladderStepSchema).min(1).max(LADDER_LIMITS.steps),
});
export type Ladder = z.infer<typeof ladderSchema>;
