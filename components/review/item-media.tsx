"use client";

import { useFormatter, useTranslations } from "next-intl";
import { isCovered, type PictureView } from "#components/care/picture-view.ts";
import { useKeyLabel } from "#components/keys/keymap-context.tsx";
import { Button } from "#components/ui/button.tsx";
import { cx } from "#components/ui/cx.ts";
import { Kbd } from "#components/ui/kbd.tsx";
import { Tag } from "#components/ui/tag.tsx";
import { MEDIA_REASONS, type MediaReason } from "#lib/media/reasons.ts";
import type { CaseView, MediaRow } from "#lib/review/schema.ts";
import { DeskPicture } from "./desk-picture.tsx";
import type { Veil } from "./use-veil.ts";
import { useWords } from "./use-words.ts";
import { worstPictures } from "./worst-pictures.ts";

/** The pictures under judgement, from our own origin; blurred and grey until asked for. */
export function ItemMedia({ view, pictures }: { view: CaseView; pictures: Veil["pictures"] }) {
  const t = useTranslations("desk.media");
  const { media } = view.item;
  if (media.length === 0) return null;
  const count = media.reduce((sum, { frames }) => sum + frames.length, 0);
  const worst = worstPictures(view.signals);
  return (
    <section aria-label={t("list")} className="flex flex-col gap-2">
      {count > 0 ? <Controls count={count} pictures={pictures} /> : null}
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
                view={pictures.view}
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

function Controls({
  count,
  pictures: { view, covered, toggle },
}: {
  count: number;
  pictures: Veil["pictures"];
}) {
  const t = useTranslations("desk.media");
  const key = useKeyLabel();
  return (
    <div className="flex flex-wrap items-center gap-2 text-ink-2">
      <span className={cx((!covered || !isCovered(view)) && "invisible")}>{t("hidden", { count })}</span>
      <span className="flex items-center gap-1.5 text-xs text-ink-3 pointer-coarse:hidden">
        <Kbd>{key("desk", "reveal")}</Kbd> {t("grey")} <Kbd>{key("desk", "revealFull")}</Kbd> {t("full")}
      </span>
      <span className="ms-auto flex gap-1.5">
        <Button
          size="sm"
          hint={key("desk", "showGrey")}
          aria-pressed={view === "grey"}
          onClick={() => toggle("grey")}
        >
          {t("showGrey")}
        </Button>
        <Button
          size="sm"
          hint={key("desk", "showFull")}
          aria-pressed={view === "full"}
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
  view: PictureView;
  worst: ReturnType<typeof worstPictures>;
};

function Frames({ entry, name, view, worst }: FramesProps) {
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
          const label = several ? t("moment", { n: index + 1, total: entry.frames.length }) : name;
          return (
            <li key={frame.id} className="flex min-w-0 flex-col gap-1">
              <div className="overflow-hidden rounded-lg bg-hover">
                <DeskPicture
                  id={frame.id}
                  width={frame.width}
                  height={frame.height}
                  alt={entry.altText ?? label}
                  view={view}
                  className={several ? "max-h-40" : "max-h-[26rem]"}
                />
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
