import { readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { z } from "zod";
import { LABELS, readLines } from "#lib/scoring/index.ts";

const answer = z.union([z.literal(0), z.literal(1)]);
const lineSchema = z.object({
  id: z.string(),
  lang: z.string(),
  split: z.enum(["train", "dev", "test"]),
  text: z.string(),
  labels: z.partialRecord(z.enum(LABELS), answer),
});

export type Split = z.infer<typeof lineSchema>["split"];
/** One labelled text; a label that is not there is unknown, not 0. `source` is its file's name. */
export type Example = z.infer<typeof lineSchema> & { source: string };

/**
 * Reads every `*.jsonl.gz` of a folder, in the order of their names.
 * @throws Error naming file and line where one is not as described in the data's README.
 */
export async function readExamples(folder: string): Promise<Example[]> {
  const files = (await readdir(folder)).filter((name) => name.endsWith(".jsonl.gz")).sort();
  if (files.length === 0) throw new Error(`No *.jsonl.gz in ${folder}`);
  const examples: Example[] = [];
  for (const file of files) {
    const source = basename(file, ".jsonl.gz");
    let number = 0;
    for await (const line of readLines(join(folder, file))) {
      number++;
      if (line.trim() === "") continue;
      examples.push({ ...parseLine(line, `${file}:${number}`), source });
    }
  }
  return examples;
}

function parseLine(line: string, place: string): z.infer<typeof lineSchema> {
  try {
    return lineSchema.parse(JSON.parse(line));
  } catch (error) {
    throw new Error(`${place} is not a labelled text`, { cause: error });
  }
}
