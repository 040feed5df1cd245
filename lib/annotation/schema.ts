import { z } from "zod";

/** As many labels as there are number keys. */
export const MOST_LABELS = 9;
/** Tasks that one batch may add. */
export const MOST_TASKS = 5000;

const LABEL_NAME = /^[a-z][a-z0-9_]{0,39}$/;

/** A label: what data and models call it, what people read, and what it means. Its place in the list is its key. */
export const labelSchema = z.object({
  /** The model's head of the same name, where there is one. */
  label: z.string().regex(LABEL_NAME, "should be small Latin letters, digits and _"),
  name: z.string().trim().min(1).max(60),
  description: z.string().trim().max(500).default(""),
});
export type ProjectLabel = z.infer<typeof labelSchema>;

export const labelsSchema = z
  .array(labelSchema)
  .min(1, "should have at least one label")
  .max(MOST_LABELS, `should have at most ${MOST_LABELS} labels, one for each number key`)
  .refine((labels) => new Set(labels.map(({ label }) => label)).size === labels.length, {
    message: "should name each label once",
  });

export const samplingSchema = z.object({
  /** margin: nearest any label comes to the model's boundary; entropy: how unsure it is over all labels together. */
  strategy: z.enum(["margin", "entropy"]).default("margin"),
  /** The part of every batch that is drawn from the pool at random, whatever the model thinks. */
  randomShare: z.number().min(0).max(1).default(0.2),
  /** How often a person meets a task whose answer is known. */
  goldShare: z.number().min(0).max(0.5).default(0.1),
  /** Only items in these languages; none named means all. */
  languages: z.array(z.string().trim().min(2).max(35)).max(50).default([]),
});
export type Sampling = z.infer<typeof samplingSchema>;

const projectFields = z.object({
  name: z.string().trim().min(1).max(100),
  guidelines: z.string().trim().max(20_000),
  labels: labelsSchema,
  /** How many people answer each task. */
  overlap: z.number().int().min(1).max(5),
  sampling: samplingSchema,
});
export const projectInputSchema = projectFields.extend({
  guidelines: projectFields.shape.guidelines.default(""),
  overlap: projectFields.shape.overlap.default(2),
  sampling: projectFields.shape.sampling.default(samplingSchema.parse({})),
});
export type ProjectInput = z.infer<typeof projectInputSchema>;

export const projectStateSchema = z.enum(["active", "paused", "closed"]);
/** What is not named stays: so no field has a default here. */
export const projectChangeSchema = projectFields.partial().extend({ state: projectStateSchema.optional() });
export type ProjectChange = z.infer<typeof projectChangeSchema>;

/** A project's part of an address. */
export const slugSchema = z.string().regex(/^[a-z0-9-]{1,64}$/);

/** An estimate with its 95% interval and the tasks it rests on. */
export interface Agreement {
  value: number;
  low: number;
  high: number;
  n: number;
}

export interface ProjectSummary {
  slug: string;
  name: string;
  state: z.infer<typeof projectStateSchema>;
  labels: ProjectLabel[];
  overlap: number;
  /** Tasks that count: gold does not. */
  tasks: number;
  /** Those with all their answers. */
  done: number;
  /** Krippendorff's alpha over all labels together; null where nothing can be compared yet. */
  agreement: Agreement | null;
  mineToday: number;
}

/** What a person may know of their own work. */
export interface OwnWork {
  today: number;
  answered: number;
  gold: { agreed: number; of: number };
  /** Own settled answers beside what several people's answers added up to. */
  consensus: { agreed: number; of: number };
}

export interface ProjectView extends ProjectSummary {
  guidelines: string;
  sampling: Sampling;
  perLabel: { label: string; agreement: Agreement | null; n: number }[];
  mine: OwnWork;
  /** Tasks by origin; for whoever may manage only. */
  origins: { origin: string; tasks: number; done: number }[] | null;
}

/** How well one person's answers on one label fit the truth as far as it is known or estimated. */
export interface LabelQuality {
  label: string;
  sensitivity: Agreement | null;
  specificity: Agreement | null;
}
export interface AnnotatorQuality {
  name: string;
  answered: number;
  skipped: number;
  labels: LabelQuality[];
}

/** One text to label. It does not say why it was chosen or whether its answer is known. */
export interface TaskView {
  /** Of the answer, not of the task. */
  id: string;
  text: string;
  language: string | null;
  /** 4 where harm is likely, so that the text comes veiled; 1 elsewhere. */
  severity: number;
  /** What this person had answered, when they took an answer back. */
  labels: string[];
  leaseExpiresAt: string;
}

export const nextRequestSchema = z.object({
  /** Answers this page holds already; the next one is another. */
  held: z.array(z.uuid()).max(10).default([]),
});

export const answerRequestSchema = z.object({
  labels: z.array(z.string()).max(MOST_LABELS),
  /** Shown to submitted. */
  seconds: z.number().min(0).max(86_400).nullable().default(null),
});
export type AnswerRequest = z.infer<typeof answerRequestSchema>;

export const SKIP_REASONS = ["unclear", "language", "harmful", "other"] as const;
export const skipRequestSchema = z
  .object({ reason: z.enum(SKIP_REASONS), note: z.string().trim().max(500).default("") })
  .refine(({ reason, note }) => reason !== "other" || note !== "", {
    path: ["note"],
    message: "should say why",
  });
export type SkipRequest = z.infer<typeof skipRequestSchema>;

export interface AnswerResult {
  /** Where the answer was known: what it is, and whether this person's is the same. */
  gold: { agreed: boolean; labels: string[] } | null;
  mine: { today: number; answered: number };
}

export const sampleRequestSchema = z.object({ count: z.coerce.number().int().min(1).max(MOST_TASKS) });

/** How a batch is made up. */
export interface BatchPlan {
  /** Items that could be chosen. */
  pool: number;
  model: { name: string; version: string } | null;
  random: number;
  /** By the model's doubt and by being unlike the others. */
  chosen: number;
}
export interface SampleResult {
  added: number;
  uncertainty: number;
  diversity: number;
  random: number;
}

export interface ImportReport {
  added: number;
  /** Lines whose id the project has already; they change nothing. */
  known: number;
  refused: number;
  /** The first of the refused lines. */
  problems: { line: number; reason: string }[];
}
