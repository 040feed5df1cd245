import { z } from "zod";
import { BEHAVIOUR_FACTS, type BehaviourFacts } from "#lib/scoring/behaviour-features.ts";
import { LABELS, type Label } from "#lib/scoring/index.ts";

/** Far beyond any embedding, and far from where sums of 32-bit floats overflow: one such line would spoil the model. */
const MOST = 1e6;
const embedding = z.array(z.number().min(-MOST).max(MOST)).min(1).nullish();
const lineSchema = z.object({
  text_embedding: embedding,
  image_embedding: embedding,
  facts: z
    .strictObject(
      Object.fromEntries(BEHAVIOUR_FACTS.map((fact) => [fact, z.number().nonnegative().nullish()])),
    )
    .nullish(),
  labels: z.partialRecord(z.enum(LABELS), z.union([z.literal(0), z.literal(1)])),
  split: z.enum(["train", "dev", "test"]),
});

export type Split = z.infer<typeof lineSchema>["split"];
/** One decided item; what is null is missing, and a label that is not there is unknown. */
export type DecidedItem = {
  text: Float32Array | null;
  image: Float32Array | null;
  facts: BehaviourFacts | null;
  labels: Partial<Record<Label, 0 | 1>>;
  split: Split;
};

/**
 * Reads lines of `{text_embedding?, image_embedding?, facts?, labels, split}`. Embeddings of one kind are all as
 * wide as the first of it. A line that cannot be used is named and left out.
 */
export async function readFusionExamples(
  lines: AsyncIterable<string>,
  onBadLine: (line: number, reason: string) => void,
): Promise<DecidedItem[]> {
  const items: DecidedItem[] = [];
  const widths: { text?: number; image?: number } = {};
  let number = 0;
  for await (const line of lines) {
    number++;
    if (line.trim() === "") continue;
    const read = readLine(line);
    if (typeof read === "string") {
      onBadLine(number, read);
      continue;
    }
    const odd = (["text", "image"] as const).find(
      (name) => read[name] && widths[name] !== undefined && read[name].length !== widths[name],
    );
    if (odd) {
      onBadLine(
        number,
        `${odd}_embedding has ${read[odd]?.length} numbers; those before have ${widths[odd]}`,
      );
      continue;
    }
    widths.text ??= read.text?.length;
    widths.image ??= read.image?.length;
    items.push(read);
  }
  return items;
}

function readLine(line: string): DecidedItem | string {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return "is not JSON";
  }
  const { data, error } = lineSchema.safeParse(json);
  if (!data) return error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ");
  const { text_embedding: text, image_embedding: image, facts, labels, split } = data;
  return {
    text: text ? Float32Array.from(text) : null,
    image: image ? Float32Array.from(image) : null,
    facts: facts ?? null,
    labels,
    split,
  };
}
