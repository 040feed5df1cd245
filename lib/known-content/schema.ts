import { z } from "zod";

/** Signals of a bank have its short name behind this as their source. */
export const BANK_PREFIX = "bank:";

export const knownKindSchema = z.enum(["pdq", "sha256", "text"]);
export type KnownKind = z.infer<typeof knownKindSchema>;

/** What counts as near, by kind: bits that may differ of 256, nothing, the least similarity. */
export const KNOWN_THRESHOLDS = {
  /** 31 is what PDQ's paper found to part copies from strangers; 47 is as far as the index looks. */
  pdq: { least: 0, most: 47, usual: 31 },
  sha256: { least: 0, most: 0, usual: 0 },
  text: { least: 0.6, most: 1, usual: 0.8 },
} as const satisfies Record<KnownKind, { least: number; most: number; usual: number }>;

const signalSchema = z.string().regex(/^[a-z][a-z0-9_]{0,49}$/, "small letters, digits and _");

export const createBankSchema = z
  .object({
    name: z.string().trim().min(1).max(100),
    slug: z.string().regex(/^[a-z0-9][a-z0-9-]{0,49}$/, "small letters, digits and hyphens"),
    kind: knownKindSchema,
    signal: signalSchema,
    value: z.number().min(0).max(1).default(1),
    threshold: z.number(),
  })
  .refine(({ kind, threshold }) => isThreshold(kind, threshold), {
    path: ["threshold"],
    message: "pdq: 0 to 47 bits; text: a similarity of 0.6 to 1; sha256: 0",
  });

export const updateBankSchema = z.object({
  enabled: z.boolean().optional(),
  threshold: z.number().optional(),
});

export const setHashEnabledSchema = z.object({ enabled: z.boolean() });
export const reportMatchSchema = z.object({ caseNumber: z.number().int().positive() });
export const exportQuerySchema = z.object({ format: z.enum(["csv", "jsonl"]).default("csv") });

/** Whether a bank of this kind may ask for this. */
export function isThreshold(kind: KnownKind, threshold: number): boolean {
  const { least, most } = KNOWN_THRESHOLDS[kind];
  return threshold >= least && threshold <= most && (kind !== "pdq" || Number.isInteger(threshold));
}

export type BankView = {
  id: string;
  slug: string;
  name: string;
  kind: KnownKind;
  signal: string;
  value: number;
  threshold: number;
  enabled: boolean;
  hashes: number;
  matches: number;
  falsePositives: number;
};

export type MatchView = {
  id: string;
  bank: string;
  kind: KnownKind;
  hashId: number;
  hashEnabled: boolean;
  note: string;
  distance: number;
  itemExternalId: string;
  caseNumber: number | null;
  createdAt: string;
  falsePositiveAt: string | null;
  reportedBy: string | null;
};

export type ImportResult = { added: number; known: number; refused: { line: number; reason: string }[] };
