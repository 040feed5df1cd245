"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { PictureView } from "#components/care/picture-view.ts";
import { useWords } from "#components/review/use-words.ts";
import { PICTURE_SIGNAL, type PicturePreviews } from "./use-picture-previews.ts";

type PictureNoteProps = { previews: PicturePreviews; view: PictureView };

/** “Hidden by the preview model: sexual content 0.91 · WebGPU · 41 ms”: why a picture is met as it is. */
export function PictureNote({ previews: { worst, state }, view }: PictureNoteProps) {
  const t = useTranslations("preview");
  const words = useWords();
  const format = useFormatter();
  if (!worst) return null;
  const ready = state.status === "ready" ? state : null;
  return (
    <p
      data-picture-preview={ready?.provider ?? state.status}
      data-because={worst.because}
      className="text-xs text-ink-3"
    >
      {t(`picture.${worst.because}`, {
        signal: words.signal(PICTURE_SIGNAL),
        value: words.probability(worst.score ?? 0),
        view,
      })}
      {ready ? (
        <>
          {" · "}
          <bdi>{t(`provider.${ready.provider}`)}</bdi>
          {ready.lastMs === null
            ? ""
            : ` · ${t("ms", { ms: format.number(ready.lastMs, { maximumFractionDigits: 0 }) })}`}
        </>
      ) : null}
    </p>
  );
}
