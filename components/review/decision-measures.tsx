"use client";

import { useFormatter, useTranslations } from "next-intl";
import { ariaKeys } from "#components/keys/chord.ts";
import { useKeyLabel, useKeymap } from "#components/keys/keymap-context.tsx";
import { useDuration } from "#components/time/use-duration.ts";
import { cx } from "#components/ui/cx.ts";
import { Kbd } from "#components/ui/kbd.tsx";
import { Select } from "#components/ui/select.tsx";
import { TIMED } from "#lib/policy/measures.ts";
import type { Desk } from "./use-desk.ts";

/** Ends that are offered, hours. */
const HOURS = [24, 72, 168, 720] as const;

/** What belongs to the chosen measures: how long each holds, and whether the author gets a strike. */
export function DecisionMeasures({ desk }: { desk: Desk }) {
  const t = useTranslations("desk");
  const ta = useTranslations("action");
  const format = useFormatter();
  const duration = useDuration();
  const key = useKeyLabel();
  const keymap = useKeymap().desk;
  const { draft } = desk;
  const timed = draft.measures.filter(({ action }) => TIMED.includes(action));
  if (timed.length === 0 && !desk.strike) return null;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
      {desk.strike ? (
        <button
          type="button"
          aria-pressed={draft.strike}
          aria-keyshortcuts={ariaKeys(keymap.strike)}
          onMouseDown={(event) => event.preventDefault()}
          onClick={desk.strike}
          className={cx(
            "inline-flex h-6 items-center gap-1.5 rounded-full ps-2.5 pe-1 text-xs pointer-coarse:h-8",
            draft.strike
              ? "bg-bad-soft text-bad ring-1 ring-bad ring-inset"
              : "bg-hover text-ink-2 hover:text-ink",
          )}
        >
          {t("strike")}
          <Kbd>{key("desk", "strike")}</Kbd>
        </button>
      ) : null}
      {timed.map(({ action, hours }) => (
        <span key={action} className="flex items-center gap-1.5 text-xs text-ink-2">
          {ta(action)}
          <Select
            fit
            className="h-6 text-xs"
            aria-label={t("holdFor", { action: ta(action) })}
            value={hours ?? ""}
            onChange={(event) =>
              desk.holdFor(
                action,
                event.currentTarget.value === "" ? null : Number(event.currentTarget.value),
              )
            }
          >
            <option value="">{t("forGood")}</option>
            {[...new Set([...HOURS, ...(hours === null ? [] : [hours])])]
              .sort((a, b) => a - b)
              .map((choice) => (
                <option key={choice} value={choice}>
                  {choice % 24 === 0 && choice > 24
                    ? format.number(choice / 24, { style: "unit", unit: "day", unitDisplay: "long" })
                    : duration.short(choice * 3600)}
                </option>
              ))}
          </Select>
        </span>
      ))}
    </div>
  );
}
