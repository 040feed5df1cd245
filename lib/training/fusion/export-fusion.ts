import type { Calibration } from "../calibrate.ts";
import { encodeModel, FLOAT, INT64, type Operation, type Tensor } from "../onnx-messages.ts";
import type { FusionModel, Layer, Modality } from "./fusion-model.ts";

/**
 * The model as an ONNX file.
 * Inputs: one per modality by its name, float32 [batch, width], of any content where it is missing; `present`
 * float32 [batch, modalities], 1 where it is there and 0 where not.
 * Outputs: `probabilities` and the calibrated `logits` they come from, float32 [batch, heads], heads in the order given.
 * The scaling of inputs is folded into the projections, the calibration into the heads.
 */
export function exportFusion(
  { shape, projections, masks, trunk }: FusionModel,
  heads: readonly string[],
  calibrations: readonly Calibration[],
): Uint8Array {
  const names = shape.modalities.map(({ name }) => name);
  const last = trunk.length - 1;
  const layers = trunk.map((layer, at) => (at === last ? foldCalibration(layer, calibrations) : layer));
  return encodeModel({
    name: "fusion",
    metadata: { heads: heads.join(","), modalities: names.join(",") },
    inputs: [
      ...shape.modalities.map(({ name, width }) => ({ name, type: FLOAT, shape: ["batch", width] }) as const),
      { name: "present", type: FLOAT, shape: ["batch", names.length] },
    ],
    outputs: ["probabilities", "logits"].map((name) => ({
      name,
      type: FLOAT,
      shape: ["batch", heads.length],
    })),
    tensors: [
      { name: "half", type: FLOAT, shape: [1], data: Float32Array.from([0.5]) },
      ...shape.modalities.flatMap((modality, at) => [
        ...layerTensors(`${modality.name}_projection`, foldScaling(projections[at] as Layer, modality)),
        vector(`${modality.name}_mask`, masks[at] as Float64Array),
        {
          name: `${modality.name}_column`,
          type: INT64,
          shape: [1],
          data: BigInt64Array.from([BigInt(at)]),
        } as const,
      ]),
      ...layers.flatMap((layer, at) => layerTensors(`trunk_${at}`, layer)),
    ],
    operations: [
      { type: "Greater", inputs: ["present", "half"], output: "is_present" },
      ...names.flatMap(projectOrMask),
      {
        type: "Concat",
        inputs: names.map((name) => `${name}_part`),
        output: "trunk_input_0",
        integers: { axis: 1 },
      },
      ...layers.flatMap((_, at): Operation[] => [
        ...affine(`trunk_${at}`, `trunk_input_${at}`, at === last ? "logits" : `trunk_output_${at}`),
        at === last
          ? { type: "Sigmoid", inputs: ["logits"], output: "probabilities" }
          : { type: "Relu", inputs: [`trunk_output_${at}`], output: `trunk_input_${at + 1}` },
      ]),
    ],
  });
}

/** A choice, not a sum of products: what stands in the place of a missing input cannot leak, not even NaN. */
function projectOrMask(name: string): Operation[] {
  return [
    ...affine(`${name}_projection`, name, `${name}_projected`),
    {
      type: "Gather",
      inputs: ["is_present", `${name}_column`],
      output: `${name}_present`,
      integers: { axis: 1 },
    },
    {
      type: "Where",
      inputs: [`${name}_present`, `${name}_projected`, `${name}_mask`],
      output: `${name}_part`,
    },
  ];
}

function affine(layer: string, input: string, output: string): Operation[] {
  return [
    { type: "MatMul", inputs: [input, `${layer}_weights`], output: `${output}_product` },
    { type: "Add", inputs: [`${output}_product`, `${layer}_bias`], output },
  ];
}

function layerTensors(name: string, { inputs, outputs, weights, bias }: Layer): Tensor[] {
  return [
    {
      name: `${name}_weights`,
      type: FLOAT,
      shape: [inputs, outputs],
      data: Float32Array.from(weights),
    },
    vector(`${name}_bias`, bias),
  ];
}

function vector(name: string, values: Float64Array): Tensor {
  return { name, type: FLOAT, shape: [values.length], data: Float32Array.from(values) };
}

/** W((x − centre) / deviation) + b as one layer on x. */
function foldScaling(layer: Layer, { centre, deviation }: Modality): Layer {
  const weights = layer.weights.map((weight) => weight / deviation);
  const bias = layer.bias.map((value, o) =>
    centre.reduce((sum, mean, i) => sum - mean * (weights[i * layer.outputs + o] as number), value),
  );
  return { ...layer, weights, bias };
}

/** slope × logit + intercept as part of the heads. */
function foldCalibration(layer: Layer, calibrations: readonly Calibration[]): Layer {
  const of = (head: number) => calibrations[head] as Calibration;
  return {
    ...layer,
    weights: layer.weights.map((weight, at) => weight * of(at % layer.outputs).slope),
    bias: layer.bias.map((value, head) => value * of(head).slope + of(head).intercept),
  };
}
