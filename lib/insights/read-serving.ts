import { assertCan, type Viewer } from "#lib/auth/index.ts";
import { env } from "#lib/env.ts";
import { FALLBACK_SUFFIX, isRemoteReady } from "#lib/scoring/index.ts";
import {
  LATENCY_MINUTES,
  readScoringFailures,
  readScoringLatency,
  type ScoringFailures,
} from "./scoring-latency.ts";

export type Serving = {
  /** The inference server that scoring goes to; null where this installation scores by itself. */
  server: { address: string; ready: boolean } | null;
  minutes: number;
  recent: {
    model: string;
    provider: string;
    fallback: boolean;
    count: number;
    p50Ms: number;
    p99Ms: number;
  }[];
  /** Items that a registered model failed on. */
  failures: ScoringFailures;
};

/** Who scores now, and how fast it was of late. @throws DomainError forbidden */
export async function readServing(viewer: Viewer): Promise<Serving> {
  assertCan(viewer, "models:read");
  const url = env().INFERENCE_URL;
  const [latency, failures, ready] = await Promise.all([
    readScoringLatency(),
    readScoringFailures(),
    url ? isRemoteReady(url) : false,
  ]);
  return {
    server: url ? { address: new URL(url).host, ready } : null,
    minutes: LATENCY_MINUTES,
    failures,
    recent: latency.map(({ model, provider, quantiles, count }) => ({
      model,
      provider: provider.replace(FALLBACK_SUFFIX, ""),
      fallback: provider.endsWith(FALLBACK_SUFFIX),
      count,
      p50Ms: (quantiles[0] ?? 0) * 1000,
      p99Ms: (quantiles[2] ?? 0) * 1000,
    })),
  };
}
