"use client";

import { useFormatter, useTranslations } from "next-intl";
import { isCovered, type PictureView } from "#components/care/picture-view.ts";
import { useKeyLabel } from "#components/keys/keymap-context.tsx";
import { PictureNote } from "#components/preview/picture-note.tsx";
import { usePicturePreviews } from "#components/preview/use-picture-previews.ts";
import { Button } from "#components/ui/button.tsx";
import { cx } from "#components/ui/cx.ts";
import { Kbd } from "#components/ui/kbd.tsx";
import { Tag } from "#components/ui/tag.tsx";
import { MEDIA_REASONS, type MediaReason } from "#lib/media/reasons.ts";
import type { CaseView, MediaRow } from "#lib/review/schema.ts";
import { DeskPicture } from "./desk-picture.tsx";
import { RegionLegend, RegionOverlay } from "./region-overlay.tsx";
import { type Regions, useRegions } from "./use-regions.ts";
import type { Veil } from "./use-veil.ts";
import { useWords } from "./use-words.ts";
import { worstPictures } from "./worst-pictures.ts";

/** The pictures under judgement, from our own origin; blurred and grey until asked for. */
export function ItemMedia({ view, pictures }: { view: CaseView; pictures: Veil["pictures"] }) {
  const t = useTranslations("desk.media");
  const { media } = view.item;
  const count = media.reduce((sum, { frames }) => sum + frames.length, 0);
  const worst = worstPictures(view.signals);
  const previews = usePicturePreviews(view);
  const regions = useRegions(view);
  const met = (id: string): PictureView =>
    !pictures.asked && previews?.of.get(id)?.view === "hidden" && !isCovered(pictures.view)
      ? "hidden"
      : pictures.view;
  const hidden = media.flatMap(({ frames }) => frames).filter(({ id }) => isCovered(met(id))).length;
  return (
    <section aria-label={t("list")} className="flex flex-col gap-2">
      {count > 0 ? (
        <Controls
          hidden={hidden}
          mayHide={pictures.covered || previews !== null}
          pictures={pictures}
          regions={regions}
        />
      ) : null}
      {previews ? <PictureNote previews={previews} view={pictures.view} /> : null}
      {regions ? <RegionLegend regions={regions} /> : null}
      <ul className={cx("grid items-start gap-2", media.length > 1 && "sm:grid-cols-2")}>
        {media.map((entry, index) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: media have no name but their place.
            key={index}
            className="flex flex-col gap-1"
          >
            {entry.frames.length > 0 ? (
              <Frames
                entry={entry}
                name={t("picture", { n: index + 1 })}
                met={met}
                regions={regions}
                worst={worst}
              />
            ) : (
              <NotShown entry={entry} />
            )}
            {entry.altText ? (
              <p dir="auto" className="text-xs text-ink-2">
                {entry.altText}
              </p>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

type ControlsProps = {
  /** Pictures that are covered now, and whether there may be any: the line keeps its place. */
  hidden: number;
  mayHide: boolean;
  pictures: Veil["pictures"];
  regions: Regions | null;
};

function Controls({ hidden, mayHide, pictures: { view, asked, toggle }, regions }: ControlsProps) {
  const t = useTranslations("desk.media");
  const key = useKeyLabel();
  return (
    <div className="flex flex-wrap items-center gap-2 text-ink-2">
      <span className={cx((!mayHide || hidden === 0) && "invisible")}>{t("hidden", { count: hidden })}</span>
      <span className="flex items-center gap-1.5 text-xs text-ink-3 pointer-coarse:hidden">
        <Kbd>{key("desk", "reveal")}</Kbd> {t("grey")} <Kbd>{key("desk", "revealFull")}</Kbd> {t("full")}
      </span>
      <span className="ms-auto flex flex-wrap gap-1.5">
        {regions ? (
          <Button size="sm" aria-pressed={regions.on} hint={key("desk", "regions")} onClick={regions.toggle}>
            {t("regions")}
          </Button>
        ) : null}
        <Button
          size="sm"
          hint={key("desk", "showGrey")}
          aria-pressed={asked && view === "grey"}
          onClick={() => toggle("grey")}
        >
          {t("showGrey")}
        </Button>
        <Button
          size="sm"
          hint={key("desk", "showFull")}
          aria-pressed={asked && view === "full"}
          onClick={() => toggle("full")}
        >
          {t("showFull")}
        </Button>
      </span>
    </div>
  );
}

type FramesProps = {
  entry: MediaRow;
  name: string;
  /** How a frame is seen. */
  met: (id: string) => PictureView;
  regions: Regions | null;
  worst: ReturnType<typeof worstPictures>;
};

function Frames({ entry, name, met, regions, worst }: FramesProps) {
  const t = useTranslations("desk.media");
  const words = useWords();
  const format = useFormatter();
  const total = entry.pictures ?? entry.frames.length;
  const several = entry.frames.length > 1;
  return (
    <>
      <ol className={cx("grid gap-1.5", several && "grid-cols-4 max-sm:grid-cols-2")}>
        {entry.frames.map((frame, index) => {
          const signal = several ? worst.get(frame.id) : undefined;
          const explanation = regions?.of.get(frame.id);
          const view = met(frame.id);
          const label = several ? t("moment", { n: index + 1, total: entry.frames.length }) : name;
          return (
            <li key={frame.id} className="flex min-w-0 flex-col gap-1">
              <div className="relative overflow-hidden rounded-lg bg-hover">
                <DeskPicture
                  id={frame.id}
                  width={frame.width}
                  height={frame.height}
                  alt={entry.altText ?? label}
                  view={view}
                  className={several ? "max-h-40" : "max-h-[26rem]"}
                />
                {explanation ? (
                  <RegionOverlay explanation={explanation} width={frame.width} height={frame.height} />
                ) : null}
              </div>
              {several ? (
                <p className="flex flex-wrap items-center gap-1 text-2xs text-ink-3">
                  {frame.atSeconds === null
                    ? label
                    : t("at", { time: format.number(frame.atSeconds, { maximumFractionDigits: 1 }) })}
                  {signal ? (
                    <Tag tone="warn">
                      {t("worst", { signal: words.signal(signal.name) })} {words.probability(signal.value)}
                    </Tag>
                  ) : null}
                </p>
              ) : null}
            </li>
          );
        })}
      </ol>
      {several && total > entry.frames.length ? (
        <p className="text-2xs text-ink-3">{t("kept", { kept: entry.frames.length, total })}</p>
      ) : null}
    </>
  );
}

function NotShown({ entry }: { entry: MediaRow }) {
  const t = useTranslations("desk.media");
  const known = MEDIA_REASONS.find((reason): reason is MediaReason => reason === entry.reason);
  return (
    <div className="grid min-h-28 place-content-center gap-1 rounded-lg bg-hover p-4 text-center">
      {entry.state === "refused" ? (
        <>
          <p>{t("refused")}</p>
          <p className="text-xs text-ink-2">{known ? t(`reason.${known}`) : entry.reason}</p>
        </>
      ) : (
        <p className="text-ink-2">{t("pending")}</p>
      )}
    </div>
  );
}
