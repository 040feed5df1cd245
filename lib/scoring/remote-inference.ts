import {
  BrokenCircuitError,
  ConsecutiveBreaker,
  circuitBreaker,
  ExponentialBackoff,
  handleWhen,
  retry,
  TimeoutStrategy,
  timeout,
  wrap,
} from "cockatiel";
import { z } from "zod";
import type { LocalSession } from "./local-session.ts";
import type { ModelRef } from "./model-files.ts";
import type { ModelOutputs, RunnableModel } from "./runnable-model.ts";
import type { NamedTensors } from "./text-inputs.ts";

export type RemoteOptions = {
  /** Address of a server that speaks the Open Inference Protocol, version 2, over HTTP. */
  url: string;
  /** What one request may take, milliseconds; by default {@link TIMEOUT_MS}. */
  timeoutMs?: number;
  /** After so many failures in a row the server is left alone for `restMs`; by default {@link REST_MS}. */
  failuresToRest?: number;
  restMs?: number;
  /** Told when scoring falls back to this process, and when the server serves again. */
  onChange?: (state: "fallback" | "serving", reason?: unknown) => void;
};

const TIMEOUT_MS = 2_000;
const RETRIES = 2;
const FIRST_RETRY_MS = 20;
const FAILURES_TO_REST = 3;
/** How long a server that failed is left alone before one request tries it again, milliseconds. */
const REST_MS = 10_000;

/** What signals name as their provider: the server, or this process in its place. */
export const REMOTE_PROVIDER = "inference-server";
export const FALLBACK_SUFFIX = "-fallback";

const DATATYPE = { int32: "INT32", float32: "FP32" } as const;

const answerSchema = z.object({
  outputs: z.array(
    z.object({
      name: z.string(),
      datatype: z.literal("FP32"),
      shape: z.array(z.int()),
      data: z.array(z.number()),
    }),
  ),
});

/** The server refused the request: asking again would change nothing. */
class RefusedError extends Error {}

/**
 * A model on an inference server (https://github.com/kserve/open-inference-protocol, HTTP/REST), with the same results
 * as here. A request that fails is tried again; when the server does not answer, the fall-back scores, and names
 * itself so; a server that keeps failing is left alone for a while.
 * @param openFallback opened only when first needed
 */
export function openRemote(
  ref: ModelRef,
  options: RemoteOptions,
  openFallback: () => Promise<LocalSession>,
): { run: RunnableModel["run"] } {
  const address = `${options.url.replace(/\/+$/, "")}/v2/models/${ref.name}/versions/${ref.version}/infer`;
  const worthAsking = handleWhen((error) => !(error instanceof RefusedError));
  const breaker = circuitBreaker(worthAsking, {
    halfOpenAfter: options.restMs ?? REST_MS,
    breaker: new ConsecutiveBreaker(options.failuresToRest ?? FAILURES_TO_REST),
  });
  const policy = wrap(
    breaker,
    retry(worthAsking, {
      maxAttempts: RETRIES,
      backoff: new ExponentialBackoff({ initialDelay: FIRST_RETRY_MS }),
    }),
    timeout(options.timeoutMs ?? TIMEOUT_MS, TimeoutStrategy.Aggressive),
  );
  let fallback: Promise<LocalSession> | undefined;
  let falling = false;

  async function runHere(inputs: NamedTensors, names: readonly string[]): Promise<ModelOutputs> {
    fallback ??= openFallback();
    fallback.catch(() => {
      fallback = undefined;
    });
    const { run, provider } = await fallback;
    return { ...(await run(inputs, names)), provider: `${provider}${FALLBACK_SUFFIX}` };
  }

  return {
    run: async (inputs, names) => {
      try {
        const outputs = await policy.execute(({ signal }) => infer(address, inputs, names, signal));
        if (falling) options.onChange?.("serving");
        falling = false;
        return outputs;
      } catch (error) {
        if (!falling && !(error instanceof BrokenCircuitError)) options.onChange?.("fallback", error);
        falling = true;
        return runHere(inputs, names);
      }
    },
  };
}

async function infer(
  address: string,
  inputs: NamedTensors,
  names: readonly string[],
  signal: AbortSignal,
): Promise<ModelOutputs> {
  const response = await fetch(address, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      inputs: Object.entries(inputs).map(([name, { type, dims, data }]) => ({
        name,
        datatype: DATATYPE[type],
        shape: dims,
        data: Array.from(data),
      })),
      outputs: names.map((name) => ({ name })),
    }),
    signal,
  });
  if (response.status >= 400 && response.status < 500)
    throw new RefusedError(
      `The inference server refused: ${response.status} ${(await response.text()).slice(0, 200)}`,
    );
  if (!response.ok) throw new Error(`The inference server answered ${response.status}`);
  const { outputs } = answerSchema.parse(await response.json());
  const values = names.map((name): [string, Float32Array] => {
    const found = outputs.find((output) => output.name === name);
    if (!found) throw new Error(`The inference server gave no ${name}`);
    return [name, Float32Array.from(found.data)];
  });
  return { values: Object.fromEntries(values), provider: REMOTE_PROVIDER };
}

/** Whether the server says that it is ready; false when it does not answer within `timeoutMs`. */
export async function isRemoteReady(url: string, timeoutMs = 1_000): Promise<boolean> {
  try {
    const address = `${url.replace(/\/+$/, "")}/v2/health/ready`;
    return (await fetch(address, { signal: AbortSignal.timeout(timeoutMs) })).ok;
  } catch {
    return false;
  }
}
