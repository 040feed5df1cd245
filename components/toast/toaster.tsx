"use client";

import { useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";
import { cx } from "#components/ui/cx.ts";
import { Icon } from "#components/ui/icon.tsx";
import { dismissToast, type Toast, toastStore } from "./toast-store.ts";

const NONE: readonly Toast[] = [];
const EDGE = {
  neutral: "border-s-ink-3",
  ok: "border-s-ok",
  warn: "border-s-warn",
  bad: "border-s-bad",
} as const;

/** What happened behind the reviewer's back, announced without taking the focus. */
export function Toaster() {
  const t = useTranslations("common");
  const toasts = useSyncExternalStore(toastStore.subscribe, toastStore.get, () => NONE);
  return (
    <section
      aria-label={t("notifications")}
      aria-live="polite"
      aria-relevant="additions"
      className="pointer-events-none fixed inset-x-3 bottom-10 z-60 flex flex-col items-center gap-2 max-md:bottom-3"
    >
      {toasts.map((toast) => (
        <div
          key={toast.id}
          role={toast.tone === "bad" ? "alert" : undefined}
          className={cx(
            "panel-in pointer-events-auto flex w-full max-w-lg items-start gap-3 rounded-lg border border-s-[3px] border-line-strong bg-panel px-3 py-2",
            EDGE[toast.tone],
          )}
        >
          <p dir="auto" className="min-w-0 flex-1 break-words">
            {toast.text}
          </p>
          {toast.action ? (
            <button
              type="button"
              className="shrink-0 text-accent underline-offset-2 hover:underline"
              onClick={() => {
                toast.action?.run();
                dismissToast(toast.id);
              }}
            >
              {toast.action.label}
            </button>
          ) : null}
          <button
            type="button"
            aria-label={t("dismiss")}
            className="-me-1 shrink-0 rounded-md p-0.5 text-ink-3 hover:text-ink"
            onClick={() => dismissToast(toast.id)}
          >
            <Icon name="close" />
          </button>
        </div>
      ))}
    </section>
  );
}
