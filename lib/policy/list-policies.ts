import { z } from "zod";
import { assertCan, type Viewer } from "#lib/auth/index.ts";
import { db } from "#lib/db/index.ts";
import { examplesSchema, thresholdsSchema, translationsSchema } from "./schema.ts";

const versionViewSchema = z.object({
  version: z.number(),
  title: z.string(),
  text: z.string(),
  severity: z.number(),
  signal: z.string(),
  queueSlug: z.string(),
  thresholds: thresholdsSchema,
  automaticAction: z.string().nullable(),
  allowedActions: z.array(z.string()),
  examples: examplesSchema,
  translations: translationsSchema,
  legalGround: z.string().nullable(),
  dsaCategory: z.string().nullable(),
  publishedAt: z
    .date()
    .nullable()
    .transform((date) => date?.toISOString() ?? null),
});

export interface PolicyDetail {
  code: string;
  /** Newest first. */
  versions: z.output<typeof versionViewSchema>[];
}

/** Every policy with all its versions. */
export async function listPolicies(viewer: Viewer): Promise<PolicyDetail[]> {
  assertCan(viewer, "policies:read");
  const policies = await db().policy.findMany({
    orderBy: [{ position: "asc" }, { code: "asc" }],
    include: { versions: { orderBy: { version: "desc" } } },
  });
  return policies.map(({ code, versions }) => ({
    code,
    versions: versionViewSchema.array().parse(versions),
  }));
}
