"use client";

import { useTranslations } from "next-intl";
import { Popover } from "#components/ui/popover.tsx";
import type { Reviewing } from "#lib/review/queue-schema.ts";
import { initialsOf } from "./initials.ts";

/** Faces shown; the rest are in the list behind them. */
const MOST_FACES = 3;

/** Who works in a queue at this moment, by name. Nothing is said of how much each does. */
export function ReviewingNow({ reviewing, short = false }: { reviewing: Reviewing; short?: boolean }) {
  const t = useTranslations("reviewing");
  const { count, names } = reviewing;
  if (count === 0) return short ? null : <span className="text-ink-3">{t("nobody")}</span>;
  return (
    <Popover
      label={t("title")}
      trigger={
        <button
          type="button"
          title={names.join("\n")}
          className="inline-flex items-center gap-1.5 rounded-full py-0.5 text-ink-2 hover:text-ink pointer-coarse:py-1.5"
        >
          <span aria-hidden="true" className="flex -space-x-1.5 rtl:space-x-reverse">
            {names.slice(0, MOST_FACES).map((name) => (
              <span
                key={name}
                className="grid size-[22px] place-items-center rounded-full border border-panel bg-accent-soft text-2xs text-accent"
              >
                {initialsOf(name)}
              </span>
            ))}
          </span>
          <span className={short ? "sr-only" : undefined}>{t("count", { count })}</span>
          {short && count > MOST_FACES ? (
            <span aria-hidden="true" className="text-xs">
              {t("more", { count: count - MOST_FACES })}
            </span>
          ) : null}
        </button>
      }
    >
      <h2 className="mb-1 text-2xs text-ink-3">{t("title")}</h2>
      <ul className="grid max-h-64 gap-1 overflow-y-auto">
        {names.map((name) => (
          <li key={name}>
            <bdi>{name}</bdi>
          </li>
        ))}
      </ul>
      {count > names.length ? (
        <p className="mt-1 text-ink-3">{t("others", { count: count - names.length })}</p>
      ) : null}
    </Popover>
  );
}
