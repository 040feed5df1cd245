"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { RelativeTime } from "#components/time/relative-time.tsx";
import type { CaseView } from "#lib/review/schema.ts";
import { useWords } from "./use-words.ts";

/** Who wrote it, when, where, and in what language. */
export function ItemHeader({ view, children }: { view: CaseView; children: ReactNode }) {
  const t = useTranslations("desk");
  const format = useFormatter();
  const words = useWords();
  const { item, account } = view;
  const facts = [
    words.kind(item.kind),
    item.language ? words.language(item.language) : null,
    item.surface,
    view.threadSize > 1 ? t("inThread", { count: view.threadSize }) : null,
    item.revision > 1 ? t("edited", { count: item.revision - 1 }) : null,
    item.reach > 0 ? t("views", { views: format.number(item.reach, { maximumFractionDigits: 0 }) }) : null,
  ].filter((fact) => fact !== null);
  return (
    <header className="flex items-start gap-2.5 max-md:flex-wrap">
      <span aria-hidden="true" className="mt-0.5 size-[30px] shrink-0 rounded-full bg-line-strong" />
      <div className="min-w-0 flex-1 max-md:basis-3/4">
        <p>
          {account ? (
            <b className="font-semibold">
              {t("account")} <bdi>{account.externalId}</bdi>
            </b>
          ) : (
            <b className="font-semibold">{t("accountUnknown")}</b>
          )}
          <span className="text-ink-3">
            {" · "}
            {t("posted")} <RelativeTime at={item.postedAt ?? item.receivedAt} />
          </span>
        </p>
        <p className="text-ink-3">
          {facts.map((fact, index) => (
            <span key={fact}>
              {index > 0 ? " · " : ""}
              <bdi>{fact}</bdi>
            </span>
          ))}
        </p>
      </div>
      <div className="flex flex-wrap justify-end gap-1.5 max-md:basis-full max-md:justify-start">
        {children}
      </div>
    </header>
  );
}
