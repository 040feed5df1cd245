import { randomUUID } from "node:crypto";
import { ingest } from "#e2e/support/builders.ts";
import type { Viewer } from "#lib/auth/index.ts";
import { db } from "#lib/db/index.ts";
import { casesQuerySchema, createQueue, listCases, openCases } from "./index.ts";
import type { QueueOrder } from "./order.ts";

export const ALLOW = { action: "allow", policyCode: null, rationale: "", reveals: 0 } as const;
export const SETTINGS = {
  name: { en: "Own", fa: "خودی" },
  slaMinutes: 60,
  warningShare: 0.25,
  order: "priority" as QueueOrder,
  position: 50,
};

/** A queue of the test's own. */
export async function aQueue(lead: Viewer, settings: Partial<typeof SETTINGS> = {}): Promise<string> {
  const slug = `own-${randomUUID().slice(0, 8)}`;
  await createQueue(lead, { ...SETTINGS, ...settings, slug, purpose: "triage" });
  return slug;
}

export interface Given {
  language?: string;
  reach?: number;
  policyCode?: string;
  severity?: number;
  hoursAgo?: number;
}

/** Opens a case for each, and returns their numbers in order. */
export async function fill(queueSlug: string, cases: Given[]): Promise<number[]> {
  const ids = await ingest(
    ...cases.map(({ language, reach = 0 }) => ({
      text: `post ${randomUUID()}`,
      reach,
      ...(language ? { language } : {}),
    })),
  );
  for (const [at, { reach = 0, policyCode = "hate", severity = 3, hoursAgo = 0 }] of cases.entries()) {
    const reasons = [
      {
        kind: "signal" as const,
        signal: policyCode,
        value: 0.8,
        threshold: 0.5,
        policyCode,
        source: "m",
        version: "1",
      },
      ...(at % 2 === 0 ? [{ kind: "reports" as const, count: 2, reliability: 0.5 }] : []),
    ];
    await openCases(
      db(),
      [
        {
          itemId: ids[at] ?? "",
          queueSlug,
          severity,
          policyCode,
          reasons,
          confidence: 0.5,
          reach,
          reporterWeights: [],
        },
      ],
      new Date(Date.now() - hoursAgo * 3_600_000),
    );
  }
  const rows = await db().case.findMany({ where: { itemId: { in: ids }, queue: { slug: queueSlug } } });
  return ids.map((id) => rows.find((row) => row.itemId === id)?.number ?? 0);
}

export const page = (query: object = {}) => casesQuerySchema.parse(query);

export async function listed(lead: Viewer, slug: string, query: object = {}): Promise<number[]> {
  const numbers: number[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const answer = await listCases(lead, slug, page({ limit: 3, ...query, ...(cursor ? { cursor } : {}) }));
    numbers.push(...answer.cases.map((one) => one.number));
    cursor = answer.nextCursor;
  }
  return numbers;
}
