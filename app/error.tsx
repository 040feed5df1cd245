"use client";

import { ErrorState } from "#components/ui/error-state.tsx";

/** What fails outside the console, such as the sign-in page. */
export default function RootError({ retry }: { error: unknown; retry: () => void }) {
  return <ErrorState onRetry={retry} />;
}
