import { z } from "zod";
import { readTrail, type TrailEntry } from "#lib/audit/index.ts";
import { assertCan, can, type Viewer } from "#lib/auth/index.ts";
import { db } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";
import { otherPublishers } from "./publish-policy.ts";
import { actionSchema, examplesSchema, thresholdsSchema, translationsSchema } from "./schema.ts";

const moment = z
  .date()
  .nullable()
  .transform((date) => date?.toISOString() ?? null);

const versionViewSchema = z.object({
  version: z.number(),
  title: z.string(),
  text: z.string(),
  severity: z.number(),
  signal: z.string(),
  queueSlug: z.string(),
  thresholds: thresholdsSchema,
  automaticAction: actionSchema.nullable(),
  allowedActions: z.array(actionSchema),
  oneByOne: z.boolean().nullable(),
  examples: examplesSchema,
  translations: translationsSchema,
  legalGround: z.string().nullable(),
  dsaCategory: z.string().nullable(),
  note: z.string(),
  revision: z.number(),
  submittedAt: moment,
  discardedAt: moment,
  publishedAt: moment,
  createdAt: z.date().transform((date) => date.toISOString()),
  publishedBy: z
    .object({ name: z.string() })
    .nullable()
    .transform((person) => person?.name ?? null),
});

export type PolicyVersionState = "draft" | "in_review" | "published" | "discarded";

export type PolicyVersionView = z.output<typeof versionViewSchema> & {
  state: PolicyVersionState;
  /** Names of all who wrote in it, the last one last. */
  authors: string[];
};

export interface PolicyDetail {
  code: string;
  retiredAt: string | null;
  /** Newest first. Drafts only for those who may edit. */
  versions: PolicyVersionView[];
}

/** Every policy with all its versions. */
export async function listPolicies(viewer: Viewer): Promise<PolicyDetail[]> {
  assertCan(viewer, "policies:read");
  return readPolicies(viewer, {});
}

export type PolicyHistory = PolicyDetail & {
  /** What was done to it, newest first. */
  trail: TrailEntry[];
  /** Whether this person may publish the version in review, and why not. */
  publishing: "yes" | "four_eyes" | "no";
};

/** More entries than any page shows; all of them are in the audit log. */
const TRAIL = 200;

/** One policy with who changed it, when and why. @throws DomainError not_found */
export async function getPolicy(viewer: Viewer, code: string): Promise<PolicyHistory> {
  assertCan(viewer, "policies:read");
  const [policy] = await readPolicies(viewer, { code });
  if (!policy) throw new DomainError("not_found", "There is no such policy.");
  const trail = can(viewer, "policies:edit", { policy: code })
    ? await readTrail(db(), `policy:${code}`, TRAIL)
    : [];
  return { ...policy, trail, publishing: await publishing(viewer, code) };
}

async function publishing(viewer: Viewer, code: string): Promise<PolicyHistory["publishing"]> {
  if (!can(viewer, "policies:publish", { policy: code })) return "no";
  const open = await db().policyVersion.findFirst({
    where: { policy: { code }, publishedAt: null, discardedAt: null },
    select: { authorIds: true },
  });
  if (!open?.authorIds.includes(viewer.userId)) return "yes";
  return (await otherPublishers(db(), code, open.authorIds)) > 0 ? "four_eyes" : "yes";
}

async function readPolicies(viewer: Viewer, where: { code?: string }): Promise<PolicyDetail[]> {
  const mayEdit = (code: string) => can(viewer, "policies:edit", { policy: code });
  const policies = await db().policy.findMany({
    where,
    orderBy: [{ position: "asc" }, { code: "asc" }],
    include: {
      versions: {
        where: can(viewer, "policies:edit") ? {} : { publishedAt: { not: null } },
        orderBy: { version: "desc" },
        include: { publishedBy: { select: { name: true } } },
      },
    },
  });
  const ids = policies.flatMap(({ versions }) => versions.flatMap(({ authorIds }) => authorIds));
  const people = await db().user.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, name: true },
  });
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return policies
    .map((policy) => ({
      ...policy,
      versions: policy.versions.filter(({ publishedAt }) => publishedAt || mayEdit(policy.code)),
    }))
    .filter(({ versions }) => versions.length > 0)
    .map(({ code, retiredAt, versions }) => ({
      code,
      retiredAt: moment.parse(retiredAt),
      versions: versions.map((version) => ({
        ...versionViewSchema.parse(version),
        state: stateOf(version),
        authors: version.authorIds.flatMap((id) => names.get(id) ?? []),
      })),
    }));
}

function stateOf(version: {
  submittedAt: Date | null;
  discardedAt: Date | null;
  publishedAt: Date | null;
}): PolicyVersionState {
  if (version.publishedAt) return "published";
  if (version.discardedAt) return "discarded";
  return version.submittedAt ? "in_review" : "draft";
}
