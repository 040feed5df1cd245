import type { Card } from "./card.ts";
import { TOKEN_SLOTS, TOKEN_VERSION } from "./token-features.ts";

/** An input of a model without the batch's dimension; -1 is any size. */
type InputPort = { name: string; type: "TYPE_INT32" | "TYPE_FP32"; size: number };

const TEXT_INPUTS: readonly InputPort[] = [
  { name: "indices", type: "TYPE_INT32", size: -1 },
  { name: "values", type: "TYPE_FP32", size: -1 },
];

/** A model's configuration for Triton Inference Server (model_config.proto), which names one version to serve. */
export function tritonConfig(card: Card, version: string): string {
  const port = (name: string, type: string, ...sizes: number[]) =>
    `  { name: "${name}" data_type: ${type} dims: [ ${sizes.join(", ")} ] }`;
  const takes = inputsOf(card).map(({ name, type, size }) => port(name, type, size));
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

function inputsOf({ fusion }: Card): readonly InputPort[] {
  if (!fusion) return TEXT_INPUTS;
  return [
    ...fusion.inputs.map(({ name, width }) => ({ name, type: "TYPE_FP32", size: width }) as const),
    { name: "present", type: "TYPE_FP32", size: fusion.inputs.length },
  ];
}
