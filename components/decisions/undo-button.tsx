"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useId } from "react";
import { secondsLeft } from "#components/time/durations.ts";
import { useClock } from "#components/time/use-clock.ts";
import { Button } from "#components/ui/button.tsx";

type Props = {
  /** The platform has heard of the decision: what is sent now is a reversal. */
  told: boolean;
  /** Until then nobody hears of it; null where there is nobody to tell. */
  silentUntil: string | null;
  busy: boolean;
  onPress: () => void;
};

/** Takes a decision back. What that means by now is said on it before it is pressed. */
export function UndoButton({ told, silentUntil, busy, onPress }: Props) {
  const t = useTranslations("decisions");
  const format = useFormatter();
  const note = useId();
  const left = useClock((now) => (silentUntil ? secondsLeft(silentUntil, now) : Number.POSITIVE_INFINITY));
  // Past its time the delivery begins any moment: better to promise less.
  const reverses = told || left === 0;
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-0.5">
      <Button
        size="sm"
        variant={reverses ? "danger" : "default"}
        aria-describedby={note}
        disabled={busy}
        onClick={() => onPress()}
      >
        {t(reverses ? "reverse" : "undo")}
        {!reverses && Number.isFinite(left) ? (
          <span className="inline-block min-w-[4ch] text-end tabular-nums">
            {format.number(left, { style: "unit", unit: "second", unitDisplay: "narrow" })}
          </span>
        ) : null}
      </Button>
      <span id={note} className="text-xs text-ink-3">
        {reverses ? t("willReverse") : Number.isFinite(left) ? "" : t("willUndo")}
      </span>
    </span>
  );
}
