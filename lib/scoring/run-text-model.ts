import type { InferenceSession } from "onnxruntime-node";
import { type ModelRow, packBatches } from "./pack-batches.ts";
import { TOKEN_SLOTS } from "./token-features.ts";

/** One output of a model for all rows: row r is `data[r * width … (r + 1) * width)`. */
export type Output = { data: Float32Array; width: number };

/** Runs a session over rows in batches of bounded memory; outputs stand in the order of the rows. */
export async function runTextModel<Name extends string>(
  session: InferenceSession,
  rows: readonly ModelRow[],
  names: readonly Name[],
): Promise<Record<Name, Output>> {
  const { Tensor } = await import("onnxruntime-node");
  const outputs = Object.fromEntries(
    names.map((name) => [name, { data: new Float32Array(0), width: 0 }]),
  ) as Record<Name, Output>;
  for (const batch of packBatches(rows)) {
    const count = batch.rows.length;
    const found = await session.run(
      {
        indices: new Tensor("int32", batch.indices, [count, batch.slots]),
        values: new Tensor("float32", batch.values, [count, batch.slots]),
        ...(batch.tokens
          ? { tokens: new Tensor("int32", batch.tokens, [count, batch.length, TOKEN_SLOTS]) }
          : {}),
      },
      [...names],
    );
    for (const name of names) {
      const data = found[name]?.data as Float32Array;
      const width = data.length / count;
      const output = outputs[name];
      if (output.width === 0) outputs[name] = { data: new Float32Array(rows.length * width), width };
      batch.rows.forEach((row, at) => {
        outputs[name].data.set(data.subarray(at * width, (at + 1) * width), row * width);
      });
    }
  }
  return outputs;
}
