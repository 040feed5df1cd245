import { z } from "zod";
import { DSA_CATEGORIES, DSA_LEGAL_GROUNDS } from "#lib/policy/dsa.ts";

/** Lengths that the transparency database takes, characters. */
export const STATEMENT_LIMITS = {
  ground: 500,
  explanation: 2000,
  facts: 5000,
  puid: 500,
  other: 500,
} as const;

/**
 * Days in which a decision can be contested. Art. 20(1) DSA wants at least six months, which are at most 184
 * days; the rest is for the time a statement takes to reach its author.
 */
export const APPEAL_DAYS = 190;

const visibilitySchema = z.enum([
  "DECISION_VISIBILITY_CONTENT_REMOVED",
  "DECISION_VISIBILITY_CONTENT_DISABLED",
  "DECISION_VISIBILITY_CONTENT_DEMOTED",
  "DECISION_VISIBILITY_CONTENT_AGE_RESTRICTED",
  "DECISION_VISIBILITY_CONTENT_INTERACTION_RESTRICTED",
  "DECISION_VISIBILITY_CONTENT_LABELLED",
  "DECISION_VISIBILITY_OTHER",
]);
const monetarySchema = z.enum([
  "DECISION_MONETARY_SUSPENSION",
  "DECISION_MONETARY_TERMINATION",
  "DECISION_MONETARY_OTHER",
]);
const provisionSchema = z.enum([
  "DECISION_PROVISION_PARTIAL_SUSPENSION",
  "DECISION_PROVISION_TOTAL_SUSPENSION",
  "DECISION_PROVISION_PARTIAL_TERMINATION",
  "DECISION_PROVISION_TOTAL_TERMINATION",
]);
const contentTypeSchema = z.enum([
  "CONTENT_TYPE_APP",
  "CONTENT_TYPE_AUDIO",
  "CONTENT_TYPE_IMAGE",
  "CONTENT_TYPE_PRODUCT",
  "CONTENT_TYPE_SYNTHETIC_MEDIA",
  "CONTENT_TYPE_TEXT",
  "CONTENT_TYPE_VIDEO",
  "CONTENT_TYPE_OTHER",
]);
export type ContentType = z.infer<typeof contentTypeSchema>;

/** The earliest content_date that the database takes. */
export const EARLIEST_CONTENT_DATE = "2000-01-01";

const said = (limit: number) => z.string().trim().min(1).max(limit);
const yesNoSchema = z.enum(["Yes", "No"]);

/**
 * A statement of reasons in the fields and values of the EU's DSA Transparency Database, so that it can be
 * submitted as it stands. Source: transparency.dsa.ec.europa.eu, "API and schema" and "Additional explanation
 * for statement attributes" (July 2025); Art. 17 and 24(5) of Regulation (EU) 2022/2065.
 */
export const statementSchema = z
  .object({
    decision_visibility: z.array(visibilitySchema).min(1).optional(),
    decision_visibility_other: said(STATEMENT_LIMITS.other).optional(),
    decision_monetary: monetarySchema.optional(),
    decision_monetary_other: said(STATEMENT_LIMITS.other).optional(),
    decision_provision: provisionSchema.optional(),
    decision_account: z.enum(["DECISION_ACCOUNT_SUSPENDED", "DECISION_ACCOUNT_TERMINATED"]).optional(),
    end_date_visibility_restriction: z.iso.date().optional().describe("Absent: it does not end by itself"),
    end_date_account_restriction: z.iso.date().optional().describe("Absent: it does not end by itself"),
    decision_ground: z.enum(DSA_LEGAL_GROUNDS),
    illegal_content_legal_ground: said(STATEMENT_LIMITS.ground).optional(),
    illegal_content_explanation: said(STATEMENT_LIMITS.explanation).optional(),
    incompatible_content_ground: said(STATEMENT_LIMITS.ground).optional(),
    incompatible_content_explanation: said(STATEMENT_LIMITS.explanation).optional(),
    content_type: z.array(contentTypeSchema).min(1),
    content_type_other: said(STATEMENT_LIMITS.other).optional(),
    category: z.enum(DSA_CATEGORIES),
    content_language: z
      .string()
      .regex(/^[A-Z]{2}$/)
      .optional()
      .describe("ISO 639-1, in capitals"),
    content_date: z.iso.date().describe("When the content was posted"),
    application_date: z.iso.date().describe("From when the restriction holds"),
    decision_facts: said(STATEMENT_LIMITS.facts),
    source_type: z.enum([
      "SOURCE_ARTICLE_16",
      "SOURCE_TRUSTED_FLAGGER",
      "SOURCE_TYPE_OTHER_NOTIFICATION",
      "SOURCE_VOLUNTARY",
    ]),
    automated_detection: yesNoSchema,
    automated_decision: z.enum([
      "AUTOMATED_DECISION_FULLY",
      "AUTOMATED_DECISION_PARTIALLY",
      "AUTOMATED_DECISION_NOT_AUTOMATED",
    ]),
    puid: z
      .string()
      .min(1)
      .max(STATEMENT_LIMITS.puid)
      .regex(/^[A-Za-z0-9-_]+$/)
      .describe("The platform's unique id of the statement: the decision's id"),
  })
  .superRefine((statement, context) => {
    for (const [field, message] of problemsOf(statement))
      context.addIssue({ code: "custom", path: [field], message });
  })
  .meta({ id: "StatementOfReasons" });
export type Statement = z.infer<typeof statementSchema>;

type Draft = {
  [field in
    | "decision_visibility"
    | "decision_visibility_other"
    | "decision_monetary"
    | "decision_monetary_other"
    | "decision_provision"
    | "decision_account"
    | "illegal_content_legal_ground"
    | "illegal_content_explanation"
    | "incompatible_content_ground"
    | "incompatible_content_explanation"
    | "content_type_other"]?: unknown;
} & { decision_ground: string; content_type: string[]; content_date: string; application_date: string };

/** The rules that bind fields to one another, as [field, what it should be]. */
function problemsOf(statement: Draft): [string, string][] {
  const problems: [string, string][] = [];
  const demand = (field: keyof Draft, when: boolean, why: string) => {
    if (when && statement[field] === undefined) problems.push([field, `is required ${why}`]);
    if (!when && statement[field] !== undefined) problems.push([field, `stands only ${why}`]);
  };
  const { decision_visibility: visibility, decision_ground: ground } = statement;
  if (
    [visibility, statement.decision_monetary, statement.decision_provision, statement.decision_account].every(
      (restriction) => restriction === undefined,
    )
  )
    problems.push(["decision_visibility", "one of visibility, monetary, provision and account must be set"]);
  demand(
    "decision_visibility_other",
    Array.isArray(visibility) && visibility.includes("DECISION_VISIBILITY_OTHER"),
    "with DECISION_VISIBILITY_OTHER",
  );
  demand(
    "decision_monetary_other",
    statement.decision_monetary === "DECISION_MONETARY_OTHER",
    "with DECISION_MONETARY_OTHER",
  );
  const illegal = ground === "DECISION_GROUND_ILLEGAL_CONTENT";
  for (const field of ["illegal_content_legal_ground", "illegal_content_explanation"] as const)
    demand(field, illegal, "with DECISION_GROUND_ILLEGAL_CONTENT");
  for (const field of ["incompatible_content_ground", "incompatible_content_explanation"] as const)
    demand(field, !illegal, "with DECISION_GROUND_INCOMPATIBLE_CONTENT");
  demand(
    "content_type_other",
    statement.content_type.includes("CONTENT_TYPE_OTHER"),
    "with CONTENT_TYPE_OTHER",
  );
  if (statement.content_date < EARLIEST_CONTENT_DATE)
    problems.push(["content_date", `is before ${EARLIEST_CONTENT_DATE}`]);
  if (statement.content_date > statement.application_date)
    problems.push(["content_date", "is after application_date"]);
  return problems;
}
