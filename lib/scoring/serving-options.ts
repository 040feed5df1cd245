import { env } from "#lib/env.ts";
import { log } from "#lib/log.ts";
import type { ModelOptions } from "./open-text-model.ts";

/** How this installation runs its models, from the environment. A fall-back from the inference server is logged. */
export function servingOptions(): ModelOptions {
  const { MODELS_DIR, ORT_THREADS, ORT_PROVIDERS, INFERENCE_URL } = env();
  return {
    modelsDir: MODELS_DIR,
    threads: ORT_THREADS,
    ...(ORT_PROVIDERS && { providers: ORT_PROVIDERS }),
    ...(INFERENCE_URL && {
      remote: {
        url: INFERENCE_URL,
        onChange: (state, reason) => {
          if (state === "serving") log().info({ url: INFERENCE_URL }, "the inference server serves again");
          else
            log().warn({ url: INFERENCE_URL, reason: String(reason) }, "scoring falls back to this process");
        },
      },
    }),
  };
}
