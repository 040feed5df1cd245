"use client";

import { useFormatter, useTranslations } from "next-intl";
import { PICTURE_SIGNAL } from "#components/preview/use-picture-previews.ts";
import { cx } from "#components/ui/cx.ts";
import type { PictureExplanation } from "#lib/review/schema.ts";
import { placeOf, regionCells } from "./region-cells.ts";
import type { Regions } from "./use-regions.ts";
import { useWords } from "./use-words.ts";

/** How much of the picture still shows through the heaviest region. */
const MOST_OPAQUE = 0.55;
/** So many places are named. */
const NAMED = 2;

type OverlayProps = { explanation: PictureExplanation; width: number; height: number };

/** The regions over a picture that fills its box as `object-contain` does. */
export function RegionOverlay({ explanation, width, height }: OverlayProps) {
  const t = useTranslations("desk.regions");
  const words = useWords();
  const format = useFormatter();
  const { grid } = explanation;
  const cells = regionCells(explanation);
  const towards = cells.filter(({ share }) => share > 0);
  const places = [...new Set(towards.map((cell) => placeOf(cell, grid)))].slice(0, NAMED);
  const signal = words.signal(explanation.signal);
  const label =
    places.length === 0
      ? t("none", { signal })
      : t("where", { signal, places: format.list(places.map((place) => t(`place.${place}`))) });
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="xMidYMid meet"
      className="pointer-events-none absolute inset-0 size-full"
    >
      {cells.map(({ column, row, share }) => (
        <rect
          key={`${column} ${row}`}
          x={(column * width) / grid}
          y={(row * height) / grid}
          width={width / grid}
          height={height / grid}
          fillOpacity={share > 0 ? share * MOST_OPAQUE : 0}
          strokeWidth={share > 0 ? 0 : width / 200}
          className={cx(share > 0 ? "fill-bad" : "fill-none stroke-ok")}
        />
      ))}
    </svg>
  );
}

/** What the overlay means. */
export function RegionLegend({ regions }: { regions: Regions }) {
  const t = useTranslations("desk.regions");
  const words = useWords();
  if (!regions.on) return null;
  const empty =
    regions.status === "ready" && [...regions.of.values()].every((one) => !regionCells(one).length);
  return (
    <p className="text-xs text-ink-3">
      {t(empty ? "none" : regions.status === "ready" ? "legend" : regions.status, {
        signal: words.signal(PICTURE_SIGNAL),
      })}
    </p>
  );
}
