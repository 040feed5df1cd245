import { z } from "zod";
import { type CaseFilter, isNarrow } from "./case-filter.ts";
import { caseFilterSchema } from "./case-filter-schema.ts";

export const createViewSchema = z.object({
  name: z.string().trim().min(1).max(60),
  filter: caseFilterSchema.refine(isNarrow, "choose a filter first"),
  /** Seen by all who work in the queue; a lead's right. */
  shared: z.boolean().default(false),
});

export const defaultViewSchema = z.object({ viewId: z.uuid().nullable() });

/** A filter on a queue under a name. */
export type ViewSummary = {
  id: string;
  name: string;
  filter: CaseFilter;
  shared: boolean;
  /** This reader's own. */
  mine: boolean;
  ownerName: string;
  /** What the queue opens with for this reader. */
  opensByDefault: boolean;
  /** Whether this reader may delete it. */
  mayDelete: boolean;
};
