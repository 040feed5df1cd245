import { z } from "zod";
import { type Thresholds, thresholdsSchema } from "./schema.ts";

const measuredSchema = z
  .object({
    value: z.number().min(0).max(1),
    /** Where it was measured; absent for everywhere. */
    languages: z.array(z.string()).optional(),
  })
  .nullable();

/** The part of a model card that thresholds come from: its heads, or a plain table for a model of one's own. */
const thresholdCardSchema = z.union([
  z.object({
    heads: z.array(
      z.object({
        label: z.string(),
        /** `review-only`: measured well enough to put posts before people, not to act. */
        use: z.enum(["automatic", "review-only"]),
        automatic: measuredSchema,
        review: measuredSchema,
      }),
    ),
  }),
  z.object({ thresholds: z.record(z.string(), thresholdsSchema) }),
]);
export type ThresholdCard = z.input<typeof thresholdCardSchema>;

/**
 * Label → thresholds that the card suggests; labels without a review threshold are left out.
 * @throws ZodError if the card holds no thresholds, or such as are none.
 */
export function suggestedThresholds(card: ThresholdCard): Map<string, Thresholds> {
  const parsed = thresholdCardSchema.parse(card);
  if ("thresholds" in parsed) return new Map(Object.entries(parsed.thresholds));
  return new Map(
    parsed.heads.flatMap(({ label, use, automatic, review }): [string, Thresholds][] => {
      if (!review) return [];
      const acting = use === "automatic" && automatic ? automatic.value : null;
      // A head may be so precise that it acts below the value it was to be reviewed at.
      const thresholds: Thresholds = { automatic: acting, review: Math.min(review.value, acting ?? 1) };
      if (acting !== null && automatic?.languages) thresholds.automaticLanguages = automatic.languages;
      return [[label, thresholds]];
    }),
  );
}
