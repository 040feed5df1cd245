"use client";

import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import type { LastDone } from "./desk-state.ts";
import { useWords } from "./use-words.ts";

/** After a practice case: that it was one, and what was expected and why. It stays until the next decision. */
export function PracticeNote({ last }: { last: LastDone | null }) {
  const t = useTranslations("practice");
  const words = useWords();
  const format = useFormatter();
  const practice = last?.result?.practice;
  if (!last || !practice) return null;
  const said = ({ action, policyCode }: { action: string; policyCode: string | null }) =>
    policyCode ? t("under", { done: words.done(action), policy: policyCode }) : words.done(action);
  return (
    <section
      role="status"
      aria-label={t("label")}
      className="grid gap-1 rounded-lg border border-line-strong bg-panel px-[18px] py-3"
    >
      <p>
        <b className="font-semibold">{t("was", { number: format.number(last.number) })}</b>{" "}
        {practice.fits
          ? t("fits", { given: said(practice.given) })
          : t("differs", { given: said(practice.given), expected: said(practice.expected) })}
      </p>
      <p dir="auto" className="break-words text-ink-2">
        {practice.explanation}
      </p>
      <p className="text-xs text-ink-3">
        {t("untouched")}{" "}
        <Link href="/feedback" prefetch={false} className="text-accent hover:underline">
          {t("all")}
        </Link>
      </p>
    </section>
  );
}
