import { consumeRate } from "#lib/auth/rate-limit.ts";
import { db } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";
import { AppealTokenError, readAppealToken } from "#lib/statements/index.ts";
import { fileAppeal } from "./file-appeal.ts";
import { APPEAL_LIMITS, tidyWords } from "./schema.ts";
import { keepDraft } from "./store.ts";

/** Tries per link and per address: far above a person's, below a script's. */
const TRIES_PER_LINK = { points: 10, seconds: 15 * 60 };
const TRIES_PER_ADDRESS = { points: 60, seconds: 15 * 60 };

/** Why the page asks again. link: the page itself says what is wrong with the link. */
export type FormProblem = "empty" | "too_long" | "too_often" | "busy" | "unavailable" | "link";

/**
 * What the public form was sent. The words are never lost: what cannot be taken now is kept for the page to show
 * again. @returns what is wrong; sent when the appeal was taken; null when the page has something new to show
 */
export async function takeForm(
  form: { token: string; words: string; locale: string; address: string },
  now = new Date(),
): Promise<FormProblem | "sent" | null> {
  let decisionId: string;
  try {
    decisionId = readAppealToken(form.token, now);
  } catch (error) {
    if (error instanceof AppealTokenError) return "link";
    throw error;
  }
  const statement = tidyWords(form.words);
  const problem = await tryToFile(form, statement, decisionId, now);
  if (problem && problem !== "link" && problem !== "sent" && statement !== "")
    await keepDraft(db(), decisionId, statement, now);
  return problem;
}

async function tryToFile(
  form: { token: string; locale: string; address: string },
  statement: string,
  decisionId: string,
  now: Date,
): Promise<FormProblem | "sent" | null> {
  try {
    await consumeRate("appeal-link", decisionId, TRIES_PER_LINK);
    await consumeRate("appeal-address", form.address, TRIES_PER_ADDRESS);
    if (statement === "") return "empty";
    if (statement.length > APPEAL_LIMITS.statementCharacters) return "too_long";
    await fileAppeal({ appealToken: form.token, statement, language: form.locale }, "author", now);
    return "sent";
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    if (error.kind === "too_many_requests") return "too_often";
    if (error.kind === "unavailable") return "unavailable";
    if (error.extra.reason === "busy") return "busy";
    // Filed or taken back meanwhile: the page has that to show.
    if (error.kind === "conflict") return null;
    return "link";
  }
}
