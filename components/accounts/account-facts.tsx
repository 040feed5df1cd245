"use client";

import { useFormatter, useNow, useTranslations } from "next-intl";
import { useWords } from "#components/review/use-words.ts";
import { useDuration } from "#components/time/use-duration.ts";
import { Facts } from "#components/ui/card.tsx";
import type { AccountView } from "#lib/accounts/schema.ts";

/** What is known of how the account behaves. */
export function AccountFacts({ account }: { account: AccountView }) {
  const t = useTranslations("author");
  const format = useFormatter();
  const duration = useDuration();
  const words = useWords();
  const now = useNow().getTime();
  const ago = (moment: string) => duration.short((now - Date.parse(moment)) / 1000);
  const told = (value: string | number | boolean) => {
    if (typeof value === "number") return format.number(value);
    if (typeof value === "boolean") return value ? t("yes") : t("no");
    return <bdi>{value}</bdi>;
  };
  const struck = account.strikes.filter(
    ({ takenBackAt, expiresAt }) => takenBackAt === null && Date.parse(expiresAt) > now,
  ).length;
  return (
    <Facts
      rows={[
        ...(account.platformCreatedAt ? [{ name: t("age"), value: ago(account.platformCreatedAt) }] : []),
        { name: t("firstSeen"), value: ago(account.firstSeenAt) },
        ...(account.automationRisk === null
          ? []
          : [
              {
                name: t("automationRisk"),
                value: t("ofHundred", { risk: Math.round(account.automationRisk * 100) }),
              },
            ]),
        ...Object.entries(account.facts)
          .filter(([name]) => name !== "automationRisk")
          .map(([name, value]) => ({ name: words.fact(name), value: told(value) })),
        { name: t("items"), value: format.number(account.itemCount) },
        {
          name: t("decisionsAgainst"),
          value: format.number(
            account.decisions.filter(
              ({ action, reversedById }) => action !== "allow" && reversedById === null,
            ).length,
          ),
        },
        {
          name: t("overturned"),
          value: format.number(
            account.decisions.filter(({ appeal }) => appeal?.state === "overturned").length,
          ),
        },
        { name: t("strikesNow"), value: format.number(struck) },
      ]}
    />
  );
}
