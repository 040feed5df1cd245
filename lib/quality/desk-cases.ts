import { readContext } from "#lib/accounts/index.ts";
import { assertCan, can, policiesIn, type Viewer } from "#lib/auth/index.ts";
import { endBreak, lighterThan } from "#lib/care/index.ts";
import { db } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";
import type { CaseEscalation } from "#lib/escalation/view.ts";
import { readAlike } from "#lib/known-content/index.ts";
import { type CaseFilter, isNarrow } from "#lib/review/case-filter.ts";
import type { KeptDraft } from "#lib/review/draft-schema.ts";
import {
  type AskRequest,
  askColleague,
  caseEscalation,
  claimCase,
  claimNext,
  decideCase,
  escalateCase,
  explainCase,
  extendClaim,
  getCase,
  type HoldRequest,
  handOver,
  holdCase,
  judgedAlone,
  keepDraft,
  listAskable,
  markEmergency,
  readThread,
  releaseClaim,
  resumeCase,
} from "#lib/review/index.ts";
import type { CaseView, DecisionRequest, DecisionResult, Explanation } from "#lib/review/schema.ts";
import type { ThreadPage } from "#lib/review/thread-schema.ts";
import type { Random } from "#lib/training/seeded-random.ts";
import { secureRandom } from "./draw-looks.ts";
import {
  answerPractice,
  getPractice,
  keepPracticeDraft,
  layPracticeAside,
  movePractice,
  sourceOfPractice,
} from "./practice.ts";
import { practiceDestination, practiceEscalation, practiceIsNoEmergency } from "./practice-escalation.ts";
import { takePractice } from "./practice-store.ts";
import { MOST_GOLD } from "./schema.ts";
import { loadSettings } from "./settings.ts";

// The desk's calls. A practice case is no case, and so each call asks for a case first, at no cost to those there
// are; only a number that no case has is looked for among the person's own practice.

/**
 * The next case of a queue, or now and then, by `random`, a practice case that looks like one. Under a filter
 * there is none: one that does not match would be seen for what it is.
 */
export async function claimNextOrPractice(
  viewer: Viewer,
  queueSlug: string,
  exclude: number[],
  filter: CaseFilter,
  random: Random = secureRandom,
): Promise<CaseView | null> {
  assertCan(viewer, "cases:decide");
  const number = isNarrow(filter) ? null : await drawPractice(viewer, queueSlug, exclude, random);
  if (number === null) return claimNext(viewer, queueSlug, exclude, filter);
  return getPractice(viewer, number);
}

async function drawPractice(viewer: Viewer, queueSlug: string, exclude: number[], random: Random) {
  const draw = random();
  // No share is above this one, so most claims need not read the settings.
  if (draw >= MOST_GOLD) return null;
  const { values } = await loadSettings(db());
  if (draw >= values.goldShare || !can(viewer, "cases:decide", { queue: queueSlug })) return null;
  // Who is owed something lighter gets it from the queue.
  if ((await lighterThan(db(), viewer.userId)) !== null) return null;
  const policies = policiesIn(viewer, "cases:decide", queueSlug);
  const number = await takePractice(db(), viewer.userId, queueSlug, exclude, policies);
  if (number !== null) await endBreak(db(), viewer.userId, new Date());
  return number;
}

async function orPractice<T>(real: Promise<T>, practice: () => Promise<T>): Promise<T> {
  try {
    return await real;
  } catch (error) {
    if (error instanceof DomainError && error.kind === "not_found") return practice();
    throw error;
  }
}

export const getDeskCase = (viewer: Viewer, number: number): Promise<CaseView> =>
  orPractice(getCase(viewer, number), () => getPractice(viewer, number));

export const claimDeskCase = (viewer: Viewer, number: number, version: number): Promise<CaseView> =>
  orPractice(claimCase(viewer, number, version), () => movePractice(viewer, number, version, "claim"));

export const extendDeskClaim = (viewer: Viewer, number: number, version: number): Promise<CaseView> =>
  orPractice(extendClaim(viewer, number, version), () => movePractice(viewer, number, version, "extend"));

export const releaseDeskClaim = (
  viewer: Viewer,
  number: number,
  version: number,
  reveals?: number,
): Promise<void> =>
  orPractice(releaseClaim(viewer, number, version, reveals), async () => {
    await movePractice(viewer, number, version, "release", reveals);
  });

/** A colleague never sees it: it was practice for one person. */
export const handOverDeskCase = (
  viewer: Viewer,
  number: number,
  version: number,
  to: string,
  reveals: number,
) =>
  orPractice(handOver(viewer, number, version, to, reveals), () =>
    movePractice(viewer, number, version, "drop", reveals),
  );

export const holdDeskCase = (viewer: Viewer, number: number, request: HoldRequest): Promise<CaseView> =>
  orPractice(holdCase(viewer, number, request), () => layPracticeAside(viewer, number, request));

export const resumeDeskCase = (viewer: Viewer, number: number, version: number): Promise<CaseView> =>
  orPractice(resumeCase(viewer, number, version), () => movePractice(viewer, number, version, "resume"));

export const keepDeskDraft = (viewer: Viewer, number: number, draft: KeptDraft | null) =>
  orPractice(keepDraft(viewer, number, draft), () => keepPracticeDraft(viewer, number, draft));

/** Who could be asked looks the same; asking is refused in the words that hold for every case judged alone. */
export const listDeskAskable = (viewer: Viewer, number: number) =>
  orPractice(listAskable(viewer, number), async () =>
    listAskable(viewer, await sourceOfPractice(viewer, number)),
  );

export const askAboutDeskCase = (viewer: Viewer, number: number, request: AskRequest): Promise<CaseView> =>
  orPractice(askColleague(viewer, number, request), async () => {
    await sourceOfPractice(viewer, number);
    throw judgedAlone();
  });

export const decideDeskCase = (
  viewer: Viewer,
  number: number,
  request: DecisionRequest,
): Promise<DecisionResult> =>
  orPractice(decideCase(viewer, number, request), () => answerPractice(viewer, number, request));

export const escalateDeskCase = (
  viewer: Viewer,
  number: number,
  version: number,
  note: string,
  reveals = 0,
) =>
  orPractice(escalateCase(viewer, number, version, note, reveals), async () => {
    const answer = { version, action: "escalate", policyCode: null, rationale: note, reveals };
    await answerPractice(viewer, number, answer);
    return practiceDestination(await getPractice(viewer, number));
  });

export const deskCaseEscalation = (viewer: Viewer, number: number): Promise<CaseEscalation> =>
  orPractice(caseEscalation(viewer, number), async () =>
    practiceEscalation(await getPractice(viewer, number)),
  );

export const markDeskEmergency = (viewer: Viewer, number: number, version: number, note: string) =>
  orPractice(markEmergency(viewer, number, version, note), async () => {
    await sourceOfPractice(viewer, number);
    throw practiceIsNoEmergency();
  });

export const readDeskContext = (viewer: Viewer, number: number) =>
  orPractice(readContext(viewer, number), async () =>
    readContext(viewer, await sourceOfPractice(viewer, number), { unseen: true }),
  );

export const readDeskThread = (
  viewer: Viewer,
  number: number,
  query: Parameters<typeof readThread>[2],
): Promise<ThreadPage> =>
  orPractice(readThread(viewer, number, query), async () =>
    readThread(viewer, await sourceOfPractice(viewer, number), query, true),
  );

export const readDeskAlike = (viewer: Viewer, number: number) =>
  orPractice(readAlike(viewer, number), async () =>
    readAlike(viewer, await sourceOfPractice(viewer, number)),
  );

export const explainDeskCase = (viewer: Viewer, number: number, signal: string): Promise<Explanation> =>
  orPractice(explainCase(viewer, number, signal), async () =>
    explainCase(viewer, await sourceOfPractice(viewer, number), signal),
  );
