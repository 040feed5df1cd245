import { z } from "zod";

/** The champion as the browser's preview loads it. */
export const previewModelSchema = z.object({
  name: z.string(),
  version: z.string(),
  /** The features it reads; the browser's code must make them too. */
  features: z.string(),
  heads: z.array(z.string()),
  /** Of the ONNX file, and its address. */
  sha256: z.string(),
});
export type PreviewModel = z.infer<typeof previewModelSchema>;

export const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/);
