"use client";

import { ErrorState } from "#components/ui/error-state.tsx";

export default function ConsoleError({ error, retry }: { error: unknown; retry: () => void }) {
  const reference = error instanceof Error && "digest" in error ? String(error.digest) : undefined;
  return <ErrorState reference={reference} onRetry={retry} />;
}
