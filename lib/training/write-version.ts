import { access, mkdir, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { type Card, TOKEN_SLOTS, TOKEN_VERSION } from "#lib/scoring/index.ts";

/** An input of a model without the batch's dimension; -1 is any size. */
export type InputPort = { name: string; type: "TYPE_INT32" | "TYPE_FP32"; size: number };

const TEXT_INPUTS: readonly InputPort[] = [
  { name: "indices", type: "TYPE_INT32", size: -1 },
  { name: "values", type: "TYPE_FP32", size: -1 },
];

/**
 * Puts a trained version into the model repository: `<folder>/model.onnx` and `<folder>/card.json`. The first
 * version also gets the config.pbtxt beside it, which names the champion; later ones leave it as it is, for a
 * version is promoted by beating the champion, not by being trained.
 */
export async function writeVersion(
  folder: string,
  onnx: Uint8Array,
  card: Card,
  inputs: readonly InputPort[] = TEXT_INPUTS,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "model.onnx"), onnx);
  await writeFile(join(folder, "card.json"), `${JSON.stringify(card, null, 2)}\n`);
  const config = join(dirname(folder), "config.pbtxt");
  const exists = await access(config).then(
    () => true,
    () => false,
  );
  if (!exists) await writeFile(config, tritonConfig(card, basename(folder), inputs));
}

/** Model configuration of Triton Inference Server (model_config.proto). */
function tritonConfig(card: Card, version: string, inputs: readonly InputPort[]): string {
  const port = (name: string, type: string, ...sizes: number[]) =>
    `  { name: "${name}" data_type: ${type} dims: [ ${sizes.join(", ")} ] }`;
  const takes = inputs.map(({ name, type, size }) => port(name, type, size));
  const gives = [
    port("probabilities", "TYPE_FP32", card.heads.length),
    port("logits", "TYPE_FP32", card.heads.length),
  ];
  if (card.features.includes(TOKEN_VERSION)) {
    takes.push(port("tokens", "TYPE_INT32", -1, TOKEN_SLOTS));
    gives.push(
      port("definitions", "TYPE_FP32", card.definitions?.length ?? 0),
      port("embedding", "TYPE_FP32", -1),
      port("parts", "TYPE_FP32", -1),
    );
  }
  return `name: "${card.name}"
platform: "onnxruntime_onnx"
max_batch_size: 256
version_policy: { specific: { versions: [ ${version} ] } }
input [
${takes.join(",\n")}
]
output [
${gives.join(",\n")}
]
dynamic_batching { max_queue_delay_microseconds: 2000 }
`;
}
