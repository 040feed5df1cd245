"use client";

import { useTranslations } from "next-intl";
import { Dialog as Radix } from "radix-ui";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import type { Theme } from "./theme.ts";
import type { ConsoleViewer } from "./viewer.ts";

/** Loaded when first opened: the desk is lighter without it. */
const PaletteBody = lazy(() => import("./palette-body.tsx"));

type PaletteProps = {
  viewer: ConsoleViewer;
  theme: Theme;
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

/** Everything by name. What is typed before the rest has loaded is not lost. */
export function CommandPalette({ open, onOpenChange, viewer, theme }: PaletteProps) {
  const t = useTranslations("shell");
  const [typed, setTyped] = useState("");
  // What was chosen runs when the dialog has given the focus back: a command may want to put it elsewhere.
  const chosen = useRef<(() => void) | null>(null);
  const change = (next: boolean) => {
    setTyped("");
    onOpenChange(next);
  };
  const close = (after: () => void) => {
    chosen.current = after;
    change(false);
  };
  useEffect(() => {
    if (open || chosen.current === null) return;
    const run = chosen.current;
    chosen.current = null;
    const frame = requestAnimationFrame(() => run());
    return () => cancelAnimationFrame(frame);
  }, [open]);
  return (
    <Radix.Root open={open} onOpenChange={change}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-scrim" />
        <Radix.Content
          aria-describedby={undefined}
          className="panel-in fixed inset-x-3 top-[12vh] z-50 mx-auto max-w-xl overflow-hidden rounded-xl border border-line-strong bg-panel"
        >
          <Radix.Title className="sr-only">{t("search")}</Radix.Title>
          <Suspense
            fallback={
              <input
                aria-label={t("search")}
                value={typed}
                placeholder={t("searchPlaceholder")}
                onChange={(event) => setTyped(event.currentTarget.value)}
                className="h-11 w-full border-b border-line bg-transparent px-4 text-base outline-none placeholder:text-ink-3"
              />
            }
          >
            <PaletteBody viewer={viewer} theme={theme} typed={typed} onType={setTyped} close={close} />
          </Suspense>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
