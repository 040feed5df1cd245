"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useKeyLabel } from "#components/keys/keymap-context.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import { usePreviewState } from "./use-preview.ts";

/** What the browser's own model runs on and how long it takes, on the button that opens its panel. */
export function PreviewStatus({ open, toggle }: { open: boolean; toggle: () => void }) {
  const t = useTranslations("preview");
  const key = useKeyLabel();
  return (
    <button
      type="button"
      aria-expanded={open}
      onClick={toggle}
      className="inline-flex items-center gap-1.5 text-ink-2 hover:text-ink"
    >
      <span className="max-md:sr-only">{t("title")}</span>
      <PreviewStateText />
      <Kbd className="max-md:hidden">{key("desk", "whatIf")}</Kbd>
    </button>
  );
}

/** “WebGPU · 2.1 ms”, or why there is none. */
export function PreviewStateText() {
  const t = useTranslations("preview");
  const format = useFormatter();
  const state = usePreviewState();
  if (state.status !== "ready")
    return (
      <span data-preview={state.status} className="text-ink-3">
        {t(`status.${state.status}`)}
      </span>
    );
  return (
    <span data-preview={state.provider} className="text-ink-3">
      <bdi>{t(`provider.${state.provider}`)}</bdi>
      {state.lastMs === null
        ? ""
        : ` · ${t("ms", { ms: format.number(state.lastMs, { maximumFractionDigits: 1 }) })}`}
    </span>
  );
}
