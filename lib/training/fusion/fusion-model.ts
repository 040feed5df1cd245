import type { Random } from "../seeded-random.ts";

/** One kind of input: an embedding, or the behaviour features. */
export type Modality = {
  name: string;
  width: number;
  /** Taken off the input, and what it is then divided by: one number, so that an embedding keeps its geometry. */
  centre: Float64Array;
  deviation: number;
};
export type FusionShape = {
  modalities: readonly Modality[];
  /** Width that every modality is projected to. */
  projection: number;
  /** Widths of the trunk's hidden layers; none makes the model linear. */
  hidden: readonly number[];
  heads: number;
};

/** outputs = inputs · weights + bias; weights are [inputs, outputs], row by row. */
export type Layer = { inputs: number; outputs: number; weights: Float64Array; bias: Float64Array };
type Views = {
  /** One per modality. */
  projections: Layer[];
  /** One per modality: what stands in for its projection where it is missing. Learned like a weight. */
  masks: Float64Array[];
  /** Hidden layers, with a rectifier after each, then the heads. */
  trunk: Layer[];
};
/** The views lie in `parameters`. */
export type FusionModel = Views & { shape: FusionShape; parameters: Float64Array };

/** One input per modality in the shape's order; null where it is missing. */
export type FusionInputs = readonly (Float32Array | null)[];

/** What one run forward leaves for the run back; reused from example to example. */
export type Trace = { scaled: Float64Array[]; values: Float64Array[] };

/** A model at its start: He's initialisation (He et al. 2015), heads near 0.5, small masks. */
export function createFusion(shape: FusionShape, random: Random): FusionModel {
  const model = layOut(shape, new Float64Array(countParameters(shape)));
  for (const layer of model.projections) fillNormal(layer.weights, Math.sqrt(1 / layer.inputs), random);
  for (const mask of model.masks) fillNormal(mask, MASK_DEVIATION, random);
  for (const layer of model.trunk) fillNormal(layer.weights, Math.sqrt(2 / layer.inputs), random);
  return model;
}
const MASK_DEVIATION = 0.1;

/** A model's views on numbers that are there already: parameters, or their gradient. */
export function layOut(shape: FusionShape, parameters: Float64Array): FusionModel {
  let at = 0;
  const take = (size: number) => {
    at += size;
    return parameters.subarray(at - size, at);
  };
  const layer = (inputs: number, outputs: number): Layer => ({
    inputs,
    outputs,
    weights: take(inputs * outputs),
    bias: take(outputs),
  });
  const projections = shape.modalities.map(({ width }) => layer(width, shape.projection));
  const masks = shape.modalities.map(() => take(shape.projection));
  return { shape, parameters, projections, masks, trunk: trunkSizes(shape).map((size) => layer(...size)) };
}

function trunkSizes({ modalities, projection, hidden, heads }: FusionShape): [number, number][] {
  const widths = [modalities.length * projection, ...hidden, heads];
  return widths.slice(1).map((width, at) => [widths[at] as number, width]);
}

function countParameters(shape: FusionShape): number {
  const layers = [
    ...shape.modalities.map(({ width }) => [width, shape.projection] as const),
    ...trunkSizes(shape),
  ];
  const masks = shape.modalities.length * shape.projection;
  return layers.reduce((sum, [inputs, outputs]) => sum + (inputs + 1) * outputs, masks);
}

/** Box and Muller 1958. */
function fillNormal(values: Float64Array, deviation: number, random: Random): void {
  for (let at = 0; at < values.length; at++) {
    values[at] = deviation * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  }
}

export function createTrace(shape: FusionShape): Trace {
  return {
    scaled: shape.modalities.map(({ width }) => new Float64Array(width)),
    values: trunkSizes(shape)
      .map(([inputs]) => inputs)
      .concat(shape.heads)
      .map((width) => new Float64Array(width)),
  };
}

/**
 * Runs one example forward.
 * @returns the logits, one per head, valid until the trace is used again
 */
export function forward(model: FusionModel, inputs: FusionInputs, trace: Trace): Float64Array {
  const { projection, modalities } = model.shape;
  const joined = trace.values[0] as Float64Array;
  for (const [at, layer] of model.projections.entries()) {
    const part = joined.subarray(at * projection, (at + 1) * projection);
    const input = inputs[at];
    if (!input) {
      part.set(model.masks[at] as Float64Array);
      continue;
    }
    const { centre, deviation } = modalities[at] as Modality;
    const scaled = trace.scaled[at] as Float64Array;
    for (let i = 0; i < scaled.length; i++)
      scaled[i] = ((input[i] as number) - (centre[i] as number)) / deviation;
    runLayer(layer, scaled, part);
  }
  for (const [at, layer] of model.trunk.entries()) {
    const output = trace.values[at + 1] as Float64Array;
    runLayer(layer, trace.values[at] as Float64Array, output);
    if (at < model.trunk.length - 1) rectify(output);
  }
  return trace.values[model.trunk.length] as Float64Array;
}

function runLayer({ outputs, weights, bias }: Layer, input: Float64Array, output: Float64Array): void {
  output.set(bias);
  for (let i = 0; i < input.length; i++) {
    const value = input[i] as number;
    if (value === 0) continue;
    const row = i * outputs;
    for (let o = 0; o < outputs; o++)
      output[o] = (output[o] as number) + value * (weights[row + o] as number);
  }
}

function rectify(values: Float64Array): void {
  for (let at = 0; at < values.length; at++) if ((values[at] as number) < 0) values[at] = 0;
}

/**
 * Adds one example's gradient, of the example that `trace` holds.
 * @param slopes d loss / d logit, per head
 */
export function backward(
  model: FusionModel,
  inputs: FusionInputs,
  trace: Trace,
  slopes: Float64Array,
  gradient: FusionModel,
): void {
  let outer = slopes;
  for (let at = model.trunk.length - 1; at >= 0; at--) {
    const input = trace.values[at] as Float64Array;
    const inner = new Float64Array(input.length);
    addLayerGradient(gradient.trunk[at] as Layer, input, outer);
    sendBack(model.trunk[at] as Layer, outer, inner);
    // The first input is the joined projections, which pass through no rectifier.
    if (at > 0) for (let i = 0; i < inner.length; i++) if (input[i] === 0) inner[i] = 0;
    outer = inner;
  }
  const { projection } = model.shape;
  for (const [at, layer] of gradient.projections.entries()) {
    const part = outer.subarray(at * projection, (at + 1) * projection);
    if (inputs[at]) addLayerGradient(layer, trace.scaled[at] as Float64Array, part);
    else addTo(gradient.masks[at] as Float64Array, part);
  }
}

function addLayerGradient(gradient: Layer, input: Float64Array, slopes: Float64Array): void {
  addTo(gradient.bias, slopes);
  const { weights, outputs } = gradient;
  for (let i = 0; i < input.length; i++) {
    const value = input[i] as number;
    if (value === 0) continue;
    const row = i * outputs;
    for (let o = 0; o < outputs; o++)
      weights[row + o] = (weights[row + o] as number) + value * (slopes[o] as number);
  }
}

function sendBack({ outputs, weights }: Layer, slopes: Float64Array, inner: Float64Array): void {
  for (let i = 0; i < inner.length; i++) {
    let sum = 0;
    for (let o = 0; o < outputs; o++) sum += (weights[i * outputs + o] as number) * (slopes[o] as number);
    inner[i] = sum;
  }
}

function addTo(sums: Float64Array, values: Float64Array): void {
  for (let at = 0; at < sums.length; at++) sums[at] = (sums[at] as number) + (values[at] as number);
}

/** Logits of many examples, row by row. */
export function runFusion(model: FusionModel, rows: readonly FusionInputs[]): Float64Array {
  const trace = createTrace(model.shape);
  const { heads } = model.shape;
  const logits = new Float64Array(rows.length * heads);
  for (const [at, inputs] of rows.entries()) logits.set(forward(model, inputs, trace), at * heads);
  return logits;
}

/** Mean and overall deviation of a modality over the examples that have it. */
export function fitModality(name: string, width: number, examples: readonly Float32Array[]): Modality {
  const centre = new Float64Array(width);
  for (const example of examples)
    for (let at = 0; at < width; at++) centre[at] = (centre[at] as number) + (example[at] as number);
  for (let at = 0; at < width; at++) centre[at] = (centre[at] as number) / Math.max(1, examples.length);
  let squares = 0;
  for (const example of examples)
    for (let at = 0; at < width; at++) squares += ((example[at] as number) - (centre[at] as number)) ** 2;
  return { name, width, centre, deviation: Math.sqrt(squares / (width * examples.length)) || 1 };
}
