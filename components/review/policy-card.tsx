"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { Section } from "#components/ui/card.tsx";
import { cx } from "#components/ui/cx.ts";
import type { PolicyView } from "#lib/review/schema.ts";
import { Examples } from "./examples.tsx";

/** The rule the decision would stand on, with what is and is not allowed under it. */
export function PolicyCard({ policy }: { policy: PolicyView | undefined }) {
  const t = useTranslations("policy");
  const locale = useLocale();
  if (!policy) return null;
  const { allowed, notAllowed } = policy.examples;
  return (
    <Section title={t("applies")}>
      <div className="grid gap-1.5 rounded-lg border border-line px-3 py-2.5">
        <div className="flex justify-between gap-2">
          <b className="font-semibold">
            <bdi>{policy.code}</bdi> {policy.title[locale]}
          </b>
          <span className="shrink-0 text-ink-3">{t("version", { version: policy.version })}</span>
        </div>
        <PolicyText key={policy.code} text={policy.text[locale]} />
        {allowed.length + notAllowed.length > 0 ? (
          <details>
            <summary className="text-accent">
              {t("examples", { allowed: allowed.length, notAllowed: notAllowed.length })}
            </summary>
            <Examples title={t("allowed")} edge="border-ok" examples={allowed} />
            <Examples title={t("notAllowed")} edge="border-bad" examples={notAllowed} />
          </details>
        ) : null}
      </div>
    </Section>
  );
}

/** Longer texts are folded to their first lines: a reviewer has read them before. */
const FOLD_FROM_CHARACTERS = 200;

function PolicyText({ text }: { text: string }) {
  const t = useTranslations("policy");
  const [open, setOpen] = useState(text.length <= FOLD_FROM_CHARACTERS);
  return (
    <div>
      <p className={cx("whitespace-pre-line text-ink-2", !open && "line-clamp-3")}>{text}</p>
      {open ? null : (
        <button type="button" className="text-accent" onClick={() => setOpen(true)}>
          {t("readAll")}
        </button>
      )}
    </div>
  );
}
