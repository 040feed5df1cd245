"use client";

import { useQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { ShiftStatus } from "#components/care/shift-status.tsx";
import { useKeyLabel } from "#components/keys/keymap-context.tsx";
import { PreviewStatus } from "#components/preview/preview-status.tsx";
import { secondsLeft } from "#components/time/durations.ts";
import { useClock } from "#components/time/use-clock.ts";
import { useDuration } from "#components/time/use-duration.ts";
import { Kbd } from "#components/ui/kbd.tsx";
import { Sparkline } from "#components/ui/sparkline.tsx";
import { reviewApi } from "./api.ts";
import { queryKeys } from "./query-keys.ts";
import type { Desk } from "./use-desk.ts";
import { useWords } from "./use-words.ts";

const STATS_REFRESH_MS = 60_000;

type DeskFooterProps = { desk: Desk; whatIfOpen: boolean; toggleWhatIf: (() => void) | undefined };

/** The day so far, and the last decision while it can be taken back. */
export function DeskFooter({ desk, whatIfOpen, toggleWhatIf }: DeskFooterProps) {
  const t = useTranslations("desk");
  const format = useFormatter();
  const duration = useDuration();
  const key = useKeyLabel();
  const { data: stats } = useQuery({
    queryKey: queryKeys.stats(),
    queryFn: reviewApi.stats,
    refetchInterval: STATS_REFRESH_MS,
  });
  const { ready } = desk.state;
  const next =
    ready.length > 0 ? "ready" : desk.ahead.error ? "trouble" : desk.ahead.searching ? "searching" : "none";
  return (
    <footer className="flex items-center gap-4 overflow-hidden border-t border-line bg-sunk px-4 text-xs whitespace-nowrap text-ink-3">
      <LastDecision desk={desk} />
      {stats ? (
        <>
          <span className="max-md:hidden">
            {t("today", { count: stats.decidedToday })}
            {stats.medianSeconds === null
              ? ""
              : ` · ${t("median", { time: duration.short(stats.medianSeconds) })}`}
          </span>
          <span className="max-md:hidden">
            <Sparkline
              values={stats.perHour}
              label={t("perHour", { counts: stats.perHour.map((count) => format.number(count)).join(", ") })}
            />
          </span>
        </>
      ) : null}
      <span className="flex-1" />
      {toggleWhatIf ? <PreviewStatus open={whatIfOpen} toggle={toggleWhatIf} /> : null}
      <ShiftStatus />
      <span role="status">{t(`next.${next}`)}</span>
      <Kbd>{key("global", "help")}</Kbd>
    </footer>
  );
}

function LastDecision({ desk }: { desk: Desk }) {
  const t = useTranslations("desk");
  const tl = useTranslations("look");
  const tp = useTranslations("practice");
  const words = useWords();
  const key = useKeyLabel();
  const format = useFormatter();
  const { last } = desk.state;
  const silentUntil = last?.result?.silentUntil;
  const left = useClock((now) => (silentUntil ? secondsLeft(silentUntil, now) : Number.POSITIVE_INFINITY));
  if (!last) return null;
  return (
    <span className="flex min-w-0 items-center gap-1.5">
      <span className="truncate">
        {last.result?.practice
          ? tp("last", { number: format.number(last.number) })
          : last.look
            ? tl("last", { number: format.number(last.number) })
            : last.result?.decisionId === null
              ? t("lastSample", { number: format.number(last.number) })
              : t("last", { done: words.done(last.choice), number: format.number(last.number) })}
      </span>
      {desk.undoLast ? (
        <>
          <button
            type="button"
            className="text-accent underline-offset-2 hover:underline pointer-coarse:p-1.5"
            title={left === 0 ? t("undoLate") : undefined}
            disabled={desk.undoing}
            onClick={desk.undoLast}
          >
            {desk.undoing ? t("undoing") : left === 0 ? t("reverse") : t("undo")}
          </button>
          <Kbd>{key("desk", "undo")}</Kbd>
          {left > 0 && Number.isFinite(left) ? (
            <span className="inline-block min-w-[4ch]">
              {format.number(left, { style: "unit", unit: "second", unitDisplay: "narrow" })}
            </span>
          ) : null}
        </>
      ) : null}
    </span>
  );
}
