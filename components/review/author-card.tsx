"use client";

import { useFormatter, useNow, useTranslations } from "next-intl";
import { useDuration } from "#components/time/use-duration.ts";
import { Facts, Section } from "#components/ui/card.tsx";
import type { CaseView } from "#lib/review/schema.ts";
import { useWords } from "./use-words.ts";

/** Facts a decision seldom turns on are left to the platform; these many are shown. */
const MOST_FACTS = 6;

/** Who wrote it, in facts. */
export function AuthorCard({ account }: { account: CaseView["account"] }) {
  const t = useTranslations("author");
  const format = useFormatter();
  const duration = useDuration();
  const words = useWords();
  const now = useNow().getTime();
  if (!account) return null;
  const told = (value: string | number | boolean) => {
    if (typeof value === "number") return format.number(value);
    if (typeof value === "boolean") return value ? t("yes") : t("no");
    return <bdi>{value}</bdi>;
  };
  const rows = [
    ...(account.platformCreatedAt
      ? [{ name: t("age"), value: duration.short((now - Date.parse(account.platformCreatedAt)) / 1000) }]
      : []),
    ...Object.entries(account.facts)
      .slice(0, MOST_FACTS)
      .map(([name, value]) => ({ name: words.fact(name), value: told(value) })),
    { name: t("items"), value: format.number(account.itemCount) },
    { name: t("decisionsAgainst"), value: format.number(account.decisionsAgainst) },
  ];
  return (
    <Section title={t("title")} aside={<bdi className="truncate">{account.externalId}</bdi>}>
      <Facts rows={rows} />
    </Section>
  );
}
