"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { buttonClass } from "#components/ui/button.tsx";
import { LEAST_SIMILARITY, type SearchQuery } from "#lib/search/schema.ts";
import { searchHref } from "./address.ts";

const STEP = 0.01;

/** What similar ones are sought to, and how alike they must be. */
export function SimilarBar({ query }: { query: SearchQuery }) {
  const t = useTranslations("search");
  const format = useFormatter();
  const router = useRouter();
  const [radius, setRadius] = useState(query.radius);
  const settle = () => {
    if (radius !== query.radius) router.push(searchHref({ ...query, radius }), { scroll: false });
  };
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <p className="min-w-0 truncate">{t("similarTo", { id: query.similar ?? "" })}</p>
      <label className="flex items-center gap-2 text-xs text-ink-2">
        {t("radius")}
        <input
          type="range"
          min={LEAST_SIMILARITY}
          max={1}
          step={STEP}
          value={radius}
          className="accent-accent"
          onChange={(event) => setRadius(Number(event.currentTarget.value))}
          onPointerUp={settle}
          onKeyUp={settle}
        />
        <span className="min-w-[5ch] tabular-nums">{format.number(radius, { style: "percent" })}</span>
      </label>
      <Link href="/search" className={buttonClass("quiet", "sm")}>
        {t("clear")}
      </Link>
    </div>
  );
}
