"use client";

import { useTranslations } from "next-intl";
import { Dialog as Radix } from "radix-ui";
import { PaletteBody } from "./palette-body.tsx";
import type { Theme } from "./theme.ts";
import type { ConsoleViewer } from "./viewer.ts";

type PaletteProps = {
  viewer: ConsoleViewer;
  theme: Theme;
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

/** Everything by name, in a dialog. */
export function CommandPalette({ open, onOpenChange, viewer, theme }: PaletteProps) {
  const t = useTranslations("shell");
  // What was chosen runs when the dialog has gone: a command may want to put the focus elsewhere.
  const close = (after: () => void) => {
    onOpenChange(false);
    requestAnimationFrame(after);
  };
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-scrim" />
        <Radix.Content
          aria-describedby={undefined}
          className="panel-in fixed inset-x-3 top-[12vh] z-50 mx-auto max-w-xl overflow-hidden rounded-xl border border-line-strong bg-panel"
        >
          <Radix.Title className="sr-only">{t("search")}</Radix.Title>
          <PaletteBody viewer={viewer} theme={theme} close={close} />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
