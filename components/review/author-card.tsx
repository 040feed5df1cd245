"use client";

import { useFormatter, useNow, useTranslations } from "next-intl";
import { useKeyLabel } from "#components/keys/keymap-context.tsx";
import { useDuration } from "#components/time/use-duration.ts";
import { Facts, Section } from "#components/ui/card.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import type { CaseContext } from "#lib/accounts/schema.ts";
import type { CaseView } from "#lib/review/schema.ts";
import { useWords } from "./use-words.ts";

/** Facts a decision seldom turns on are left to the platform; these many are shown. */
const MOST_FACTS = 6;

type AuthorCardProps = {
  account: CaseView["account"];
  /** What the team knows, when it has come. */
  context: CaseContext["account"];
  onMore: () => void;
};

/** Who wrote it, in facts. */
export function AuthorCard({ account, context, onMore }: AuthorCardProps) {
  const t = useTranslations("author");
  const key = useKeyLabel();
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
      .filter(([name]) => name !== "automationRisk")
      .slice(0, MOST_FACTS)
      .map(([name, value]) => ({ name: words.fact(name), value: told(value) })),
    { name: t("items"), value: format.number(account.itemCount) },
    { name: t("decisionsAgainst"), value: format.number(account.decisionsAgainst) },
    ...(context
      ? [
          { name: t("overturned"), value: format.number(context.overturned) },
          { name: t("strikesNow"), value: strikesInWords(context.strikes, format.number) },
          ...(context.openAppeals > 0
            ? [{ name: t("openAppeals"), value: format.number(context.openAppeals) }]
            : []),
          ...(context.automationRisk === null
            ? []
            : [
                {
                  name: t("automationRisk"),
                  value: t("ofHundred", { risk: Math.round(context.automationRisk * 100) }),
                },
              ]),
        ]
      : []),
  ];
  return (
    <Section
      title={t("title")}
      aside={
        <button type="button" className="flex min-w-0 items-center gap-1.5 text-accent" onClick={onMore}>
          <bdi className="truncate">{account.externalId}</bdi> <Kbd>{key("desk", "author")}</Kbd>
        </button>
      }
    >
      <Facts rows={rows} />
    </Section>
  );
}

/** "2 · H-2, S-1": how many count, and under what. */
function strikesInWords(
  strikes: readonly { policyCode: string }[],
  inDigits: (count: number) => string,
): string {
  const codes = [...new Set(strikes.map(({ policyCode }) => policyCode))];
  return codes.length === 0 ? inDigits(0) : `${inDigits(strikes.length)} · ${codes.join(", ")}`;
}
