import { z } from "zod";

/** A model that the browser may load. */
const previewFileSchema = z.object({
  name: z.string(),
  version: z.string(),
  /** Of the ONNX file, and its address. */
  sha256: z.string(),
});
export type PreviewFile = z.infer<typeof previewFileSchema>;

/** The text model's champion as the browser's preview loads it. */
const previewModelSchema = previewFileSchema.extend({
  /** The features it reads; the browser's code must make them too. */
  features: z.string(),
  heads: z.array(z.string()),
});
export type PreviewModel = z.infer<typeof previewModelSchema>;

export const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/);
