import { access, mkdir, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { type Card, TOKEN_SLOTS, TOKEN_VERSION } from "#lib/scoring/index.ts";

/**
 * Puts a trained version into the model repository: `<folder>/model.onnx` and `<folder>/card.json`. The first
 * version also gets the config.pbtxt beside it, which names the champion; later ones leave it as it is, for a
 * version is promoted by beating the champion, not by being trained.
 */
export async function writeVersion(folder: string, onnx: Uint8Array, card: Card): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "model.onnx"), onnx);
  await writeFile(join(folder, "card.json"), `${JSON.stringify(card, null, 2)}\n`);
  const config = join(dirname(folder), "config.pbtxt");
  const exists = await access(config).then(
    () => true,
    () => false,
  );
  if (!exists) await writeFile(config, tritonConfig(card, basename(folder)));
}

/** Model configuration of Triton Inference Server (model_config.proto) for the text model's graph. */
function tritonConfig(card: Card, version: string): string {
  const port = (name: string, type: string, ...sizes: number[]) =>
    `  { name: "${name}" data_type: ${type} dims: [ ${sizes.join(", ")} ] }`;
  const inputs = [port("indices", "TYPE_INT32", -1), port("values", "TYPE_FP32", -1)];
  const outputs = [
    port("probabilities", "TYPE_FP32", card.heads.length),
    port("logits", "TYPE_FP32", card.heads.length),
  ];
  if (card.features.includes(TOKEN_VERSION)) {
    inputs.push(port("tokens", "TYPE_INT32", -1, TOKEN_SLOTS));
    outputs.push(
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
${inputs.join(",\n")}
]
output [
${outputs.join(",\n")}
]
dynamic_batching { max_queue_delay_microseconds: 2000 }
`;
}
