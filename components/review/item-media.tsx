"use client";

import { useTranslations } from "next-intl";
import type { CaseView } from "#lib/review/schema.ts";

/** A place for each picture or video. Nothing is shown or fetched; its description is. */
export function ItemMedia({ media }: { media: CaseView["item"]["media"] }) {
  const t = useTranslations("desk");
  if (media.length === 0) return null;
  return (
    <ul className="grid gap-2 sm:grid-cols-2">
      {media.map((entry, index) => (
        <li
          // biome-ignore lint/suspicious/noArrayIndexKey: media have no name but their place.
          key={index}
          className="grid min-h-28 place-content-center gap-1 rounded-lg bg-hover p-4 text-center"
        >
          <p>{t("media.hidden", { type: entry.mediaType ?? t("media.unknown") })}</p>
          <p className="text-xs text-ink-2">
            {entry.state === "refused" ? entry.reason : t("media.notFetched")}
          </p>
          {entry.altText ? (
            <p dir="auto" className="text-xs text-ink-2">
              {entry.altText}
            </p>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
