import { randomBytes } from "node:crypto";
import { API_SCOPES } from "#lib/auth/index.ts";
import { db, inTransaction } from "#lib/db/index.ts";
import { env } from "#lib/env.ts";
import { createPerson, syncRoles } from "#lib/people/index.ts";
import { seedPathRows } from "#lib/policy/seed-paths.ts";
import { seedPolicies, type ThresholdCard } from "#lib/policy/seed-policies.ts";
import { SEED_QUEUES } from "#lib/policy/seed-queues.ts";
import { SEED_RULES, seedRuleRows } from "#lib/policy/seed-rules.ts";
import { loadCard } from "#lib/scoring/index.ts";
import { registerModels } from "#lib/scoring/model-registry.ts";
import { createApiKey } from "#lib/settings/index.ts";

export interface Seeded {
  summary: string;
  /** Sign-ins and key made now; null when the installation has people already. */
  demo: { people: { role: string; email: string; password: string }[]; apiKey: string } | null;
}

const PEOPLE = [
  { role: "moderator", name: "Mina Moderator" },
  { role: "moderator", name: "Max Moderator", email: "moderator2@docket.local" },
  { role: "annotator", name: "Anna Annotator" },
  { role: "lead", name: "Lena Lead" },
  { role: "admin", name: "Adam Admin" },
] as const;

/**
 * Brings an installation to where it can work: policies, queues, rules and models that are missing,
 * and at the very first start one sign-in per role, an API key and the demo's posts.
 */
export async function seed({ demo }: { demo: boolean }): Promise<Seeded> {
  const counts = await inTransaction(async (tx) => {
    const made = { queues: 0, policies: 0, rules: 0 };
    if ((await tx.queue.count()) === 0)
      made.queues = (await tx.queue.createMany({ data: [...SEED_QUEUES] })).count;
    // An installation from before there was a sample gets its queue.
    if ((await tx.queue.count({ where: { purpose: "prevalence" } })) === 0)
      made.queues += (
        await tx.queue.createMany({ data: SEED_QUEUES.filter(({ purpose }) => purpose === "prevalence") })
      ).count;
    if ((await tx.policy.count()) === 0) {
      for (const { code, position, ...version } of seedPolicies(await thresholdCard())) {
        await tx.policy.create({
          data: { code, position, versions: { create: { ...version, version: 1, publishedAt: new Date() } } },
        });
        made.policies += 1;
      }
    }
    if ((await tx.rule.count()) === 0) {
      for (const data of seedRuleRows(new Date())) await tx.rule.create({ data });
      made.rules = SEED_RULES.length;
    }
    // An admin who takes a path away sets it to nothing; none at all is an installation from before there were any.
    if ((await tx.escalationPath.count()) === 0) {
      const queues = await tx.queue.findMany({ where: { purpose: "escalation", retiredAt: null } });
      await tx.escalationPath.createMany({ data: seedPathRows(queues) });
    }
    await registerModels(tx);
    await syncRoles(tx);
    return made;
  });
  if ((await db().user.count()) > 0) return { summary: "found its data", demo: null };
  const people = await seedPeople();
  const { key } = await createApiKey("system", {
    name: "Demo platform",
    scopes: [...API_SCOPES],
  });
  const posts = demo ? await (await import("./demo/seed-demo-posts.ts")).seedDemoPosts() : 0;
  const tasks = demo ? await (await import("./demo/seed-demo-annotation.ts")).seedDemoAnnotation() : 0;
  const summary = `${counts.policies} policies, ${counts.queues} queues, ${counts.rules} rules, ${people.length} people, ${posts} posts, ${tasks} texts to label`;
  return { summary, demo: { people, apiKey: key } };
}

/** The champion's suggested thresholds; without a model the policies' own defaults stand. */
/** The thresholds that the model served suggests; none where there is no model. */
function thresholdCard(): Promise<ThresholdCard | null> {
  return loadCard(undefined, env().MODELS_DIR).catch(() => null);
}

async function seedPeople(): Promise<{ role: string; email: string; password: string }[]> {
  return Promise.all(
    PEOPLE.map(async (person) => {
      const email = "email" in person ? person.email : `${person.role}@docket.local`;
      const password = randomBytes(9).toString("base64url");
      await createPerson("system", { email, name: person.name, roles: [person.role], password });
      return { role: person.role, email, password };
    }),
  );
}
