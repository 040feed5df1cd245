"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Card } from "#components/ui/card.tsx";
import { Page } from "#components/ui/page.tsx";
import type { AccountView, NoteView } from "#lib/accounts/schema.ts";
import { AccountDecisions } from "./account-decisions.tsx";
import { AccountFacts } from "./account-facts.tsx";
import { AccountItems } from "./account-items.tsx";
import { accountKey } from "./account-key.ts";
import { accountsApi } from "./api.ts";
import { Notes } from "./notes.tsx";
import { StrikeList } from "./strike-list.tsx";

/** One account: what it posted, what was decided on that, and what the team knows of it. */
export function AccountPage({ initial }: { initial: AccountView }) {
  const t = useTranslations("account");
  const client = useQueryClient();
  const key = accountKey(initial.externalId);
  const { data: account } = useQuery({
    queryKey: key,
    queryFn: () => accountsApi.account(initial.externalId),
    initialData: initial,
    staleTime: 10_000,
  });
  const keepNotes = (notes: NoteView[]) =>
    client.setQueryData<AccountView>(key, (held) => (held ? { ...held, notes } : held));
  return (
    <Page
      title={
        <>
          {t("title")} <bdi>{account.externalId}</bdi>
        </>
      }
    >
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_340px]">
        <div className="grid gap-4">
          <Box title={t("items")}>
            <AccountItems accountId={account.externalId} first={account.items} />
          </Box>
          <Box title={t("decisions")}>
            <AccountDecisions decisions={account.decisions} />
          </Box>
        </div>
        <div className="grid gap-4 max-lg:order-first">
          <Box title={t("notes")}>
            <Notes accountId={account.externalId} notes={account.notes} onChanged={keepNotes} />
          </Box>
          <Box title={t("facts")}>
            <AccountFacts account={account} />
          </Box>
          <Box title={t("strikes")}>
            <StrikeList strikes={account.strikes} />
          </Box>
        </div>
      </div>
    </Page>
  );
}

function Box({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card className="px-[18px] py-3.5">
      <section>
        <h2 className="mb-2.5 font-semibold">{title}</h2>
        {children}
      </section>
    </Card>
  );
}
