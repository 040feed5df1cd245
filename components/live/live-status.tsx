"use client";

import { useTranslations } from "next-intl";
import { cx } from "#components/ui/cx.ts";
import { useLiveState } from "./live-state.ts";

const TONES = {
  polling: "bg-hover text-ink-2",
  offline: "bg-warn-soft text-warn",
  "signed-out": "bg-bad-soft text-bad",
};

/** Says when the page is not told of changes at once, and why. Says nothing while all is well. */
export function LiveStatus() {
  const t = useTranslations("live");
  const state = useLiveState();
  const shown = state === "none" || state === "connecting" || state === "live" ? null : state;
  return (
    <div
      role="status"
      data-live={state}
      className={shown ? cx("rounded-md px-2 py-1.5 text-xs", TONES[shown]) : ""}
    >
      {shown ? <p className="font-semibold">{t(`${shown}.title`)}</p> : null}
      {shown ? <p>{t(`${shown}.detail`)}</p> : null}
      {shown === "signed-out" ? (
        // A whole page load: what was cached for the ended session goes.
        <a href="/sign-in" className="underline">
          {t("signIn")}
        </a>
      ) : null}
    </div>
  );
}
