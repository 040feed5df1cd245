import { DSA_CATEGORIES, DSA_LEGAL_GROUNDS } from "#lib/policy/dsa.ts";
import { arrange, type Measure } from "#lib/policy/measures.ts";
import {
  type ContentType,
  EARLIEST_CONTENT_DATE,
  STATEMENT_LIMITS,
  type Statement,
  statementSchema,
} from "./schema.ts";

/** What a statement is made of, gathered when the decision is made. */
export interface StatementFacts {
  decisionId: string;
  /** All that the decision does. */
  measures: Measure[];
  /** A strike that it gives the author. */
  strike: { policyCode: string; expiresAt: Date } | null;
  /** What the person who decided has to say to the author. */
  rationale: string;
  source: "person" | "automation";
  decidedAt: Date;
  /** Names and versions of the models that scored the item. */
  models: string[];
  policy: {
    code: string;
    version: number;
    title: string;
    text: string;
    legalGround: string | null;
    dsaCategory: string | null;
  };
  item: {
    kind: string;
    text: string;
    language: string | null;
    postedAt: Date | null;
    receivedAt: Date;
    /** MIME types as the platform named them; null where it did not. */
    mediaTypes: (string | null)[];
  };
  /** Whether a model, a word list or a rule brought the item to attention. */
  detectedAutomatically: boolean;
  /** Reports before the decision. */
  reportCount: number;
  /** Whether a report came before anything of our own found the item. */
  reportedFirst: boolean;
}

/**
 * The statement of reasons for a restricting decision. Total: whatever a platform sent or a policy says, what
 * comes out keeps the database's rules (texts are shortened, impossible dates replaced by the day we got the item).
 * What a person wrote for the author is among the facts; a private note never gets here. A policy whose ground is the law must name that law
 * in its title, which becomes `illegal_content_legal_ground`.
 */
export function buildStatement(facts: StatementFacts): Statement {
  const { policy, item } = facts;
  const illegal = policy.legalGround === "DECISION_GROUND_ILLEGAL_CONTENT";
  const ground = clip(`${policy.code}: ${policy.title}`, STATEMENT_LIMITS.ground);
  const explanation = clip(policy.text.trim() || policy.title, STATEMENT_LIMITS.explanation);
  const category = DSA_CATEGORIES.find((known) => known === policy.dsaCategory);
  const types = contentTypes(item);
  return statementSchema.parse({
    ...restrictionsOf(facts),
    decision_ground: illegal ? DSA_LEGAL_GROUNDS[0] : DSA_LEGAL_GROUNDS[1],
    ...(illegal
      ? { illegal_content_legal_ground: ground, illegal_content_explanation: explanation }
      : { incompatible_content_ground: ground, incompatible_content_explanation: explanation }),
    content_type: types,
    ...(types.includes("CONTENT_TYPE_OTHER") && {
      content_type_other: clip(item.kind, STATEMENT_LIMITS.other),
    }),
    category: category ?? "STATEMENT_CATEGORY_OTHER_VIOLATION_TC",
    ...languageOf(item.language),
    content_date: contentDate(item, facts.decidedAt),
    application_date: day(facts.decidedAt),
    decision_facts: clip(factsInWords(facts), STATEMENT_LIMITS.facts),
    source_type: facts.reportedFirst ? "SOURCE_TYPE_OTHER_NOTIFICATION" : "SOURCE_VOLUNTARY",
    automated_detection: facts.detectedAutomatically ? "Yes" : "No",
    automated_decision:
      facts.source === "automation" ? "AUTOMATED_DECISION_FULLY" : "AUTOMATED_DECISION_NOT_AUTOMATED",
    puid: facts.decisionId,
  });
}

const VISIBILITY = {
  remove: "DECISION_VISIBILITY_CONTENT_REMOVED",
  limit_reach: "DECISION_VISIBILITY_CONTENT_DEMOTED",
  warn: "DECISION_VISIBILITY_OTHER",
} as const;

function restrictionsOf({ measures, decidedAt }: StatementFacts): Partial<Statement> {
  const ordered = arrange(measures);
  const visibility = ordered.flatMap(({ action }) =>
    action === "suspend_account" ? [] : [VISIBILITY[action]],
  );
  const removed = ordered.some(({ action }) => action === "remove");
  const limit = ordered.find(({ action }) => action === "limit_reach");
  const suspension = ordered.find(({ action }) => action === "suspend_account");
  return {
    ...(visibility.length > 0 && { decision_visibility: visibility }),
    ...(visibility.includes(VISIBILITY.warn) && {
      decision_visibility_other:
        visibility.length > 1 ? "A warning to the author." : "A warning to the author; the content stays up.",
    }),
    // With several restrictions of one kind the date is that of the longest, and a removal has none.
    ...(limit?.hours && !removed && { end_date_visibility_restriction: endDay(decidedAt, limit.hours) }),
    ...(suspension && { decision_account: "DECISION_ACCOUNT_SUSPENDED" }),
    ...(suspension?.hours && { end_date_account_restriction: endDay(decidedAt, suspension.hours) }),
  };
}

const endDay = (from: Date, hours: number) => day(new Date(from.getTime() + hours * 3_600_000));

function contentTypes(item: StatementFacts["item"]): ContentType[] {
  const types = new Set<ContentType>(item.text.trim() === "" ? [] : ["CONTENT_TYPE_TEXT"]);
  for (const mediaType of item.mediaTypes) types.add(mediaContentType(mediaType, item.kind));
  if (types.size === 0) types.add(mediaContentType(null, item.kind));
  return [...types];
}

function mediaContentType(mediaType: string | null, kind: string): ContentType {
  const family = mediaType?.split("/")[0]?.toLowerCase() ?? kind;
  if (family === "image") return "CONTENT_TYPE_IMAGE";
  if (family === "video") return "CONTENT_TYPE_VIDEO";
  return family === "audio" ? "CONTENT_TYPE_AUDIO" : "CONTENT_TYPE_OTHER";
}

function languageOf(tag: string | null): Pick<Statement, "content_language"> {
  const primary = tag?.split("-")[0] ?? "";
  return /^[A-Za-z]{2}$/.test(primary) ? { content_language: primary.toUpperCase() } : {};
}

/** The day of posting, unless a platform's clock makes it impossible. */
function contentDate(item: StatementFacts["item"], decidedAt: Date): string {
  const last = day(decidedAt);
  const likely = [item.postedAt, item.receivedAt].flatMap((date) => (date ? [day(date)] : []));
  return likely.find((date) => date >= EARLIEST_CONTENT_DATE && date <= last) ?? last;
}

function factsInWords({ item, policy, ...facts }: StatementFacts): string {
  const found = [
    ...(facts.detectedAutomatically
      ? [
          `automated means drew attention to it${facts.models.length > 0 ? ` (${facts.models.join(", ")})` : ""}`,
        ]
      : []),
    ...(facts.reportCount > 0 ? [`users reported it (${facts.reportCount})`] : []),
  ].join(" and ");
  return [
    `The ${item.kind} was received on ${day(item.receivedAt)}.`,
    found ? `${found[0]?.toUpperCase()}${found.slice(1)}.` : "",
    facts.source === "automation"
      ? "The decision was made by automated means, with no person involved."
      : "A person looked at it and made the decision.",
    `It was found to fall under ${policy.code}, version ${policy.version}: ${policy.title}.`,
    facts.strike
      ? `It counts as a strike under ${facts.strike.policyCode} until ${day(facts.strike.expiresAt)}.`
      : "",
    facts.rationale.trim() ? `From the person who decided: ${facts.rationale.trim()}` : "",
  ]
    .filter(Boolean)
    .join(" ");
}

/** ISO day; years that ISO 8601 writes with more than four digits count as impossible. */
const day = (date: Date) => date.toISOString().slice(0, 10);

/** At most `limit` UTF-16 units, never half a character, with an ellipsis where something was left out. */
function clip(text: string, limit: number): string {
  const whole = text.toWellFormed().trim();
  if (whole === "") return "-";
  return whole.length <= limit
    ? whole
    : `${whole
        .slice(0, limit - 1)
        .replace(/[\uD800-\uDBFF]$/, "")
        .trimEnd()}…`;
}
