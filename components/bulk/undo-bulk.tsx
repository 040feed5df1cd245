"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useKeyLabel } from "#components/keys/keymap-context.tsx";
import { secondsLeft } from "#components/time/durations.ts";
import { useClock } from "#components/time/use-clock.ts";
import { Button } from "#components/ui/button.tsx";
import type { BulkRow } from "#lib/bulk/schema.ts";

type Props = { bulk: BulkRow; onUndo: (() => void) | undefined };

/** Takes an action back as one. What that means by now is said before it is pressed. */
export function UndoBulk({ bulk, onUndo }: Props) {
  const t = useTranslations("bulk");
  const format = useFormatter();
  const key = useKeyLabel();
  const left = useClock((now) => secondsLeft(bulk.silentUntil, now));
  const decided = bulk.counts.decided ?? 0;
  const { told } = bulk;
  const words =
    told === 0
      ? t("undoSilent")
      : told < decided
        ? t("undoMixed", { told, decided })
        : t("undoTold", { told });
  return (
    <div className="flex flex-wrap items-center gap-3 border-t border-line pt-3">
      <Button
        hint={key("bulk", "undo")}
        aria-keyshortcuts={key("bulk", "undo")}
        disabled={!onUndo}
        onClick={onUndo}
      >
        {t(told === 0 ? "undo" : "reverse")}
        {told === 0 && left > 0 ? (
          <span className="inline-block min-w-[4ch] text-end tabular-nums">
            {format.number(left, { style: "unit", unit: "second", unitDisplay: "narrow" })}
          </span>
        ) : null}
      </Button>
      <p role="status" className={told === 0 ? "text-ink-2" : "text-warn"}>
        {words}
      </p>
    </div>
  );
}
