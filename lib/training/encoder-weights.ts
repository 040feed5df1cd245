import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { LABELS, type Label } from "#lib/scoring/index.ts";

const manifestSchema = z.object({
  features: z.string(),
  labels: z.array(z.enum(LABELS)),
  definitions: z.array(z.object({ label: z.enum(LABELS), source: z.string() })),
  steps: z.array(z.number().int().positive()),
  tensors: z.array(z.object({ name: z.string(), shape: z.array(z.number().int()), at: z.number().int() })),
});

/** A source's own reading of a label. */
export type Definition = { label: Label; source: string };
/** A trained encoder; matrices are [in, out]. */
export type EncoderWeights = {
  features: string;
  labels: Label[];
  definitions: Definition[];
  /** How far apart the neighbours are that each block reads. */
  steps: number[];
  tensors: Map<string, { shape: number[]; data: Float32Array }>;
};

/** Reads what dump_weights.py wrote. @throws Error if the files are missing or not as described there. */
export async function readEncoderWeights(folder: string): Promise<EncoderWeights> {
  const manifest = manifestSchema.parse(JSON.parse(await readFile(join(folder, "weights.json"), "utf8")));
  const bytes = await readFile(join(folder, "weights.f32"));
  const all = new Float32Array(new Uint8Array(bytes).buffer);
  const tensors = new Map(
    manifest.tensors.map(({ name, shape, at }) => {
      const size = shape.reduce((product, one) => product * one, 1);
      return [name, { shape, data: all.slice(at, at + size) }] as const;
    }),
  );
  return { ...manifest, tensors };
}
