"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useFormatter, useTranslations } from "next-intl";
import { ProblemError } from "#components/api/problem.ts";
import { useProblemText } from "#components/api/use-problem-text.ts";
import { queryKeys } from "#components/review/query-keys.ts";
import { useClock } from "#components/time/use-clock.ts";
import { useDuration } from "#components/time/use-duration.ts";
import { Button } from "#components/ui/button.tsx";
import type { BreakView } from "#lib/care/schema.ts";
import { careApi } from "./api.ts";

type BreakPageProps = { open: BreakView | null; helpline: string };

/** Nothing to do here: how long it has been, somebody to talk to, and the way back. */
export function BreakPage({ open, helpline }: BreakPageProps) {
  const t = useTranslations("care.break");
  const router = useRouter();
  const client = useQueryClient();
  const problemText = useProblemText();
  const queue = open?.released[0]?.queue;
  const leave = () => router.push(queue ? `/queues/${queue}` : "/");
  const start = useMutation({ mutationFn: careApi.takeBreak, onSuccess: () => router.refresh() });
  const end = useMutation({
    mutationFn: careApi.endBreak,
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.care() }),
    onSuccess: leave,
    // Ended in another tab: there is nothing left to end.
    onError: (error) => error instanceof ProblemError && error.isConflict && leave(),
  });
  const error = start.error ?? end.error;
  return (
    <main className="grid min-h-dvh content-center justify-items-center gap-7 px-6 py-10 text-center">
      <h1 className="text-xl font-semibold">{t("title")}</h1>
      {open ? (
        <>
          <Circle />
          <p className="text-lg text-ink-2">
            {t("since")} <Elapsed since={open.startedAt} />
          </p>
          <Released released={open.released} />
        </>
      ) : (
        <p className="max-w-md text-ink-2">{t("notYet")}</p>
      )}
      {helpline ? (
        <section aria-labelledby="helpline" className="max-w-md">
          <h2 id="helpline" className="pb-1 text-xs text-ink-3">
            {t("helpline")}
          </h2>
          <p dir="auto" className="whitespace-pre-line">
            {helpline}
          </p>
        </section>
      ) : null}
      <p role="alert" className="text-bad empty:hidden">
        {error && !(error instanceof ProblemError && error.isConflict) ? problemText(error) : ""}
      </p>
      {open ? (
        <Button variant="primary" className="h-9 px-4" disabled={end.isPending} onClick={() => end.mutate()}>
          {t("back")}
        </Button>
      ) : (
        <div className="flex gap-2">
          <Button
            variant="primary"
            className="h-9 px-4"
            disabled={start.isPending}
            onClick={() => start.mutate()}
          >
            {t("start")}
          </Button>
          <Button className="h-9 px-4" onClick={leave}>
            {t("workInstead")}
          </Button>
        </div>
      )}
    </main>
  );
}

/** A breath to follow, or a still circle for whoever wants no motion. */
function Circle() {
  const t = useTranslations("care.break");
  return (
    <figure className="grid justify-items-center gap-4">
      <svg viewBox="0 0 200 200" aria-hidden="true" className="size-56 max-sm:size-44">
        <circle cx="100" cy="100" r="98" className="fill-none stroke-line" strokeWidth="1" />
        <circle cx="100" cy="100" r="90" className="breathe origin-center fill-accent-soft" />
      </svg>
      <figcaption className="text-ink-3">
        <span className="motion-reduce:hidden">{t("breathe")}</span>
        <span className="hidden motion-reduce:inline">{t("still")}</span>
      </figcaption>
    </figure>
  );
}

function Elapsed({ since }: { since: string }) {
  const duration = useDuration();
  const seconds = useClock((now) => Math.max(0, Math.floor((now - Date.parse(since)) / 1000)));
  return (
    <time dir="ltr" aria-live="off" className="inline-block min-w-[5ch] tabular-nums text-ink">
      {duration.clock(seconds)}
    </time>
  );
}

/** What was given back, so that nobody wonders. */
function Released({ released }: { released: BreakView["released"] }) {
  const t = useTranslations("care.break");
  const format = useFormatter();
  const numbers = format.list(released.map(({ number }) => format.number(number)));
  return (
    <p className="max-w-md text-ink-2">
      {released.length === 0 ? t("releasedNone") : t("released", { count: released.length, numbers })}
    </p>
  );
}
