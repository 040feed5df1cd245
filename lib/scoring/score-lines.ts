import { z } from "zod";
import type { ModelOptions } from "./open-text-model.ts";
import { scoreTexts } from "./score-texts.ts";

/** Lines scored together: enough to fill batches, little enough to hold in memory. */
const LINES_AT_ONCE = 500;

const lineSchema = z.object({
  /** Given back as it came, so that whoever numbers texts gets numbers. */
  id: z.union([z.string().min(1), z.number()]),
  text: z.string(),
  lang: z.string().nullish(),
});

type Line = z.infer<typeof lineSchema>;

/**
 * Scores JSON lines (`id`, `text`, optionally `lang`) as they come, and yields one JSON line for each good one, in
 * order: `id`, `signals` (label → probability), `model` (name/version). Blank lines are passed over.
 * @param onBadLine is told the number (from 1) of a line that cannot be read, and why; the line is left out.
 */
export async function* scoreLines(
  lines: AsyncIterable<string> | Iterable<string>,
  onBadLine: (line: number, reason: string) => void,
  options: ModelOptions = {},
): AsyncGenerator<string> {
  let number = 0;
  let waiting: Line[] = [];
  for await (const line of lines) {
    number++;
    if (line.trim() === "") continue;
    const read = readLine(line);
    if (typeof read === "string") onBadLine(number, read);
    else waiting.push(read);
    if (waiting.length >= LINES_AT_ONCE) {
      yield* scoreWaiting(waiting, options);
      waiting = [];
    }
  }
  if (waiting.length > 0) yield* scoreWaiting(waiting, options);
}

async function* scoreWaiting(lines: Line[], options: ModelOptions): AsyncGenerator<string> {
  const texts = lines.map(({ id, text, lang }) => ({ id: String(id), text, lang: lang ?? undefined }));
  const { model, results } = await scoreTexts(texts, options);
  for (const [at, { id }] of lines.entries()) {
    const { signals, definitions = {} } = results[at] ?? {};
    const line = { id, signals, model: `${model.name}/${model.version}` };
    yield `${JSON.stringify(Object.keys(definitions).length > 0 ? { ...line, definitions } : line)}\n`;
  }
}

/** The text of a line, or what is wrong with it. */
function readLine(line: string): Line | string {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return "is not JSON";
  }
  const result = lineSchema.safeParse(value);
  if (!result.success) {
    return result.error.issues
      .map((issue) => `${issue.path.join(".") || "line"}: ${issue.message}`)
      .join("; ");
  }
  return result.data;
}
