"use client";

import "./globals.css";

/** Shown when the layout itself fails: no language, no providers, only what cannot fail. */
export default function GlobalError({ retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <main className="grid min-h-dvh content-center justify-items-center gap-3 px-6 text-center">
          <h1 className="text-base font-semibold">Docket is not available</h1>
          <p className="max-w-md text-ink-2">
            The server could not answer. Trying again may help; if it does not, tell an admin.
          </p>
          <button
            type="button"
            className="h-9 rounded-md border border-line-strong px-3"
            onClick={() => retry()}
          >
            Try again
          </button>
        </main>
      </body>
    </html>
  );
}
