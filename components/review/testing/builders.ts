import type { QueueSummary } from "#lib/review/queue-schema.ts";
import type { CaseView, PolicyView } from "#lib/review/schema.ts";

/** Test data with sensible defaults; a test names only what it is about. */
export function aPolicy(over: Partial<PolicyView> = {}): PolicyView {
  return {
    code: "H-2",
    version: 7,
    title: { en: "Exclusion of protected groups", fa: "طرد گروه‌های حمایت‌شده" },
    text: { en: "Calls to exclude people.", fa: "فراخوان به طرد مردم." },
    severity: 4,
    signal: "hate",
    thresholds: { automatic: 0.97, review: 0.7 },
    allowedActions: ["remove", "limit_reach", "warn"],
    examples: { allowed: [], notAllowed: [] },
    ...over,
  };
}

export function aCase(over: Partial<CaseView> = {}): CaseView {
  return {
    number: 1,
    version: 1,
    state: "open",
    queue: { slug: "hate", name: { en: "Hate", fa: "نفرت" } },
    blind: false,
    severity: 3,
    policyCode: "H-2",
    reasons: [],
    priority: 40,
    priorityParts: { severity: 13, confidence: 10, reach: 8, reports: 4, base: 35 },
    dueAt: "2026-01-01T12:00:00Z",
    createdAt: "2026-01-01T11:00:00Z",
    claim: { userId: "me", userName: "Me", mine: true, expiresAt: "2026-01-01T12:10:00Z" },
    hold: null,
    draft: null,
    questions: [],
    item: {
      externalId: "post-1",
      kind: "post",
      revision: 1,
      text: "text",
      language: "en",
      surface: null,
      reach: 0,
      postedAt: null,
      receivedAt: "2026-01-01T11:00:00Z",
      media: [],
    },
    knownMatches: [],
    look: null,
    appeal: null,
    tookPart: false,
    revisions: [],
    thread: [],
    threadSize: 0,
    account: null,
    history: [],
    decisions: [],
    signals: [],
    reports: [],
    policies: [aPolicy()],
    permitted: ["decide", "extend", "release", "hand_over", "escalate"],
    undo: null,
    ...over,
  };
}

export function aQueue(over: Partial<QueueSummary> = {}): QueueSummary {
  return {
    slug: "hate",
    name: { en: "Hate", fa: "نفرت" },
    purpose: "triage",
    openCases: 10,
    claimedCases: 1,
    overdueCases: 0,
    dueSoonCases: 0,
    breachesLastWeek: 0,
    oldestDueAt: null,
    slaMinutes: 60,
    warningSeconds: 900,
    order: "priority",
    gaps: [],
    reviewing: { count: 0, names: [] },
    ...over,
  };
}
