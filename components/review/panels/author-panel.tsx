"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { AccountDecisions } from "#components/accounts/account-decisions.tsx";
import { AccountFacts } from "#components/accounts/account-facts.tsx";
import { AccountItems } from "#components/accounts/account-items.tsx";
import { accountKey } from "#components/accounts/account-key.ts";
import { accountsApi } from "#components/accounts/api.ts";
import { StrikeList } from "#components/accounts/strike-list.tsx";
import { useProblemText } from "#components/api/use-problem-text.ts";
import { buttonClass } from "#components/ui/button.tsx";
import { Section } from "#components/ui/card.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { PanelProps } from "./panel.ts";

/** The author behind the item: other items, decisions and appeals, strikes. */
export function AuthorPanel({ view, close }: PanelProps) {
  const t = useTranslations("account");
  const problemText = useProblemText();
  const client = useQueryClient();
  const externalId = view.account?.externalId ?? "";
  const { data, error, refetch } = useQuery({
    queryKey: accountKey(externalId),
    queryFn: () => accountsApi.account(externalId),
    enabled: externalId !== "",
  });
  const shut = () => {
    close();
    client.removeQueries({ queryKey: accountKey(externalId), type: "inactive" });
  };
  return (
    <Dialog open onOpenChange={shut} title={`${t("title")} ${externalId}`} wide>
      {error ? (
        <ErrorState detail={problemText(error)} onRetry={() => void refetch()} />
      ) : data ? (
        <div className="grid gap-5">
          <div className="grid gap-5 sm:grid-cols-2">
            <Section title={t("facts")}>
              <AccountFacts account={data} />
            </Section>
            <Section title={t("strikes")}>
              <StrikeList strikes={data.strikes} />
            </Section>
          </div>
          <Section title={t("decisions")}>
            <AccountDecisions decisions={data.decisions} />
          </Section>
          <Section title={t("items")}>
            <AccountItems accountId={externalId} first={data.items} />
          </Section>
          <Link
            href={`/accounts/${encodeURIComponent(externalId)}`}
            prefetch={false}
            target="_blank"
            className={buttonClass("default")}
          >
            {t("openPage")}
          </Link>
        </div>
      ) : (
        <Skeleton className="h-64" />
      )}
    </Dialog>
  );
}
