import { z } from "zod";
import { wordsSchema } from "./words-schema.ts";

/** A question to a colleague about a case, and the answer, as one reader sees it. */
export const questionViewSchema = z.object({
  id: z.string(),
  askerName: z.string(),
  colleagueName: z.string(),
  question: z.string(),
  askedAt: z.string(),
  answer: z.string().nullable(),
  answeredAt: z.string().nullable(),
  /** What the reader has to do with it: they asked, they are asked, or neither. */
  mine: z.enum(["asker", "colleague", "none"]),
  /** Answered, and the asker, who reads, has not seen it yet. */
  fresh: z.boolean(),
});
export type QuestionView = z.infer<typeof questionViewSchema>;

/** One entry of a person's inbox: a question that waits for them, or an answer to theirs. */
export interface InboxEntry {
  id: string;
  kind: "question" | "answer";
  caseNumber: number;
  queue: { en: string; fa: string };
  severity: number;
  /** Who asked, or who answered. */
  from: string;
  question: string;
  answer: string | null;
  at: string;
}

export const askRequestSchema = z.object({ colleagueId: z.uuid(), question: wordsSchema(1000) });
export type AskRequest = z.input<typeof askRequestSchema>;
export const answerRequestSchema = z.object({ answer: wordsSchema(2000) });
