import { z } from "zod";

const layerSchema = z.object({
  name: z.string(),
  class_name: z.string(),
  config: z.looseObject({
    strides: z.tuple([z.number(), z.number()]).optional(),
    /** Of a convolution a word, of a padding layer the four sides. */
    padding: z
      .union([z.string(), z.tuple([z.tuple([z.number(), z.number()]), z.tuple([z.number(), z.number()])])])
      .optional(),
    kernel_size: z.tuple([z.number(), z.number()]).optional(),
    pool_size: z.tuple([z.number(), z.number()]).optional(),
    epsilon: z.number().optional(),
    max_value: z.number().optional(),
    activation: z.string().optional(),
  }),
  inbound_nodes: z.array(z.array(z.tuple([z.string(), z.number(), z.number(), z.unknown()]))),
});
export type Layer = z.infer<typeof layerSchema>;

const modelSchema = z.object({
  modelTopology: z.object({ model_config: z.object({ config: z.object({ layers: z.array(layerSchema) }) }) }),
  weightsManifest: z.array(
    z.object({
      weights: z.array(
        z.object({
          name: z.string(),
          shape: z.array(z.number()),
          quantization: z.object({ min: z.number(), scale: z.number(), dtype: z.literal("uint8") }),
        }),
      ),
    }),
  ),
});

export type Weights = Map<string, { shape: number[]; data: Float32Array }>;

/** The layers and weights of nsfwjs' MobileNetV2 (MIT), out of its npm package; the weights are stored in 8 bits. */
export async function readNsfwjs(): Promise<{ layers: Layer[]; weights: Weights }> {
  const { MobileNetV2Model } = await import("nsfwjs/models/mobilenet_v2");
  const json = modelSchema.parse((await MobileNetV2Model.modelJson()).default);
  const bundles = await Promise.all(
    MobileNetV2Model.weightBundles.map(async (bundle: () => Promise<{ default: string }>) =>
      Buffer.from((await bundle()).default, "base64"),
    ),
  );
  const codes = Buffer.concat(bundles);
  const weights: Weights = new Map();
  let at = 0;
  for (const { name, shape, quantization } of json.weightsManifest.flatMap((group) => group.weights)) {
    const size = shape.reduce((product, side) => product * side, 1);
    const data = Float32Array.from(
      codes.subarray(at, at + size),
      (code) => code * quantization.scale + quantization.min,
    );
    weights.set(name, { shape, data });
    at += size;
  }
  if (at !== codes.length) throw new Error(`nsfwjs' weights are ${codes.length} bytes, its list says ${at}`);
  return { layers: json.modelTopology.model_config.config.layers, weights };
}
