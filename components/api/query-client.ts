import { QueryClient } from "@tanstack/react-query";
import { ProblemError } from "./problem.ts";

const MAX_RETRIES = 2;

/** Retries what a second try can mend: no answer, or a server in trouble. Never a refusal. */
function shouldRetry(failures: number, error: unknown): boolean {
  if (failures >= MAX_RETRIES) return false;
  return !(error instanceof ProblemError) || error.status === 0 || error.status >= 500;
}

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: 2_000, retry: shouldRetry, refetchOnWindowFocus: true },
      mutations: { retry: false },
    },
  });
}
