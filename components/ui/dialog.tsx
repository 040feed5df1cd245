"use client";

import { useTranslations } from "next-intl";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { cx } from "#components/ui/cx.ts";
import { Icon } from "#components/ui/icon.tsx";

type DialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: string;
  wide?: boolean;
  children: ReactNode;
};

export function Dialog({ open, onOpenChange, title, description, wide = false, children }: DialogProps) {
  const t = useTranslations("common");
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-scrim" />
        <Radix.Content
          {...(description ? {} : { "aria-describedby": undefined })}
          className={cx(
            "panel-in fixed inset-x-3 top-[12vh] z-50 mx-auto flex max-h-[76vh] flex-col rounded-xl border border-line-strong bg-panel",
            wide ? "max-w-2xl" : "max-w-md",
          )}
        >
          <header className="px-4 pe-12 pt-3.5">
            <div>
              <Radix.Title className="text-base font-semibold">{title}</Radix.Title>
              {description ? (
                <Radix.Description className="mt-0.5 text-ink-2">{description}</Radix.Description>
              ) : null}
            </div>
          </header>
          <div className="overflow-y-auto px-4 pt-3 pb-4">{children}</div>
          {/* Last in order, so that the focus begins where the work is. */}
          <Radix.Close
            aria-label={t("close")}
            className="absolute end-2.5 top-2.5 rounded-md p-1.5 text-ink-2 hover:bg-hover hover:text-ink"
          >
            <Icon name="close" />
          </Radix.Close>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
