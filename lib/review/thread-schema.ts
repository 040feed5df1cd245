import { z } from "zod";

export const threadQuerySchema = z
  .object({ before: z.string().max(300).optional(), after: z.string().max(300).optional() })
  .refine(({ before, after }) => before === undefined || after === undefined, "one side at a time");

/** A part of the conversation around an item, in order of time. */
export const threadPageSchema = z.object({
  posts: z.array(
    z.object({
      externalId: z.string(),
      parentExternalId: z.string().nullable(),
      accountExternalId: z.string().nullable(),
      text: z.string(),
      language: z.string().nullable(),
      at: z.string(),
      /** Null where the case is blind. */
      state: z.enum(["pending", "allowed", "actioned", "in_review"]).nullable(),
      pictures: z.number().int(),
      /** The post on the desk. */
      isThis: z.boolean(),
    }),
  ),
  /** Where there are more before; null at the beginning. */
  before: z.string().nullable(),
  after: z.string().nullable(),
});
export type ThreadPage = z.infer<typeof threadPageSchema>;
