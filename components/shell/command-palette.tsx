"use client";

import { useQuery } from "@tanstack/react-query";
import { Command } from "cmdk";
import { useRouter } from "next/navigation";
import { useFormatter, useLocale, useTranslations } from "next-intl";
import { Dialog as Radix } from "radix-ui";
import { useDeferredValue, useState } from "react";
import { accountsApi } from "#components/accounts/api.ts";
import { request } from "#components/api/request.ts";
import { queryKeys } from "#components/review/query-keys.ts";
import type { PolicyDetail } from "#lib/policy/list-policies.ts";
import { parseCaseNumber } from "./case-number.ts";
import { areasFor } from "./nav.ts";
import { useQueues } from "./use-queues.ts";
import type { ConsoleViewer } from "./viewer.ts";

type PaletteProps = { viewer: ConsoleViewer; open: boolean; onOpenChange: (open: boolean) => void };

const ITEM =
  "flex cursor-default items-center gap-3 rounded-md px-2.5 py-1.5 data-[selected=true]:bg-hover pointer-coarse:py-2.5";
const GROUP =
  "[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-2xs [&_[cmdk-group-heading]]:text-ink-3";

/** Everything by name: queues, pages, policies, and any case by its number. */
export function CommandPalette({ viewer, open, onOpenChange }: PaletteProps) {
  const t = useTranslations("shell");
  const locale = useLocale();
  const format = useFormatter();
  const router = useRouter();
  const [typed, setTyped] = useState("");
  const may = viewer.permissions;
  const queues = useQueues(undefined, open && may.includes("queues:read"));
  const policies = useQuery({
    queryKey: queryKeys.policies(),
    queryFn: () => request<{ policies: PolicyDetail[] }>("/api/console/policies").then((a) => a.policies),
    enabled: open && may.includes("policies:read"),
    staleTime: 60_000,
  });
  const wanted = useDeferredValue(typed.trim());
  const accounts = useQuery({
    queryKey: ["accounts", wanted],
    queryFn: () => accountsApi.search(wanted),
    enabled: open && wanted !== "" && may.includes("accounts:read"),
    staleTime: 60_000,
    placeholderData: (before) => before,
  });
  const caseNumber = may.includes("cases:read") ? parseCaseNumber(typed) : null;
  const go = (href: string) => {
    onOpenChange(false);
    setTyped("");
    router.push(href);
  };
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-scrim" />
        <Radix.Content
          aria-describedby={undefined}
          className="panel-in fixed inset-x-3 top-[12vh] z-50 mx-auto max-w-xl overflow-hidden rounded-xl border border-line-strong bg-panel"
        >
          <Radix.Title className="sr-only">{t("search")}</Radix.Title>
          <Command label={t("search")} loop>
            <Command.Input
              value={typed}
              onValueChange={setTyped}
              placeholder={t("searchPlaceholder")}
              className="h-11 w-full border-b border-line bg-transparent px-4 text-base outline-none placeholder:text-ink-3"
            />
            <Command.List className="max-h-[52vh] overflow-y-auto p-1.5">
              <Command.Empty className="px-2.5 py-6 text-center text-ink-2">{t("searchEmpty")}</Command.Empty>
              {caseNumber === null ? null : (
                <Command.Item
                  forceMount
                  value={typed}
                  className={ITEM}
                  onSelect={() => go(`/cases/${caseNumber}`)}
                >
                  {t("goToCase", { number: format.number(caseNumber) })}
                </Command.Item>
              )}
              {accounts.data && accounts.data.length > 0 && wanted !== "" ? (
                <Command.Group heading={t("accounts")} className={GROUP} forceMount>
                  {accounts.data.map((account) => (
                    <Command.Item
                      key={account}
                      forceMount
                      value={`account ${account}`}
                      className={ITEM}
                      onSelect={() => go(`/accounts/${encodeURIComponent(account)}`)}
                    >
                      <bdi>{account}</bdi>
                    </Command.Item>
                  ))}
                </Command.Group>
              ) : null}
              <Command.Group heading={t("area.queues")} className={GROUP}>
                {queues.map((queue) => (
                  <Command.Item
                    key={queue.slug}
                    value={`${queue.name.en} ${queue.name.fa} ${queue.slug}`}
                    className={ITEM}
                    onSelect={() => go(`/queues/${queue.slug}`)}
                  >
                    {queue.name[locale]}
                    <span className="ms-auto text-xs text-ink-3">{format.number(queue.openCases)}</span>
                  </Command.Item>
                ))}
              </Command.Group>
              <Command.Group heading={t("pages")} className={GROUP}>
                {areasFor(may).flatMap((group) =>
                  group.areas.map((area) => (
                    <Command.Item
                      key={area.key}
                      value={`${t(`area.${area.key}`)} ${area.key}`}
                      className={ITEM}
                      onSelect={() => go(area.href)}
                    >
                      {t(`area.${area.key}`)}
                    </Command.Item>
                  )),
                )}
              </Command.Group>
              <Command.Group heading={t("area.policies")} className={GROUP}>
                {policies.data?.map(({ code, versions: [newest] }) => (
                  <Command.Item
                    key={code}
                    value={`${code} ${newest?.title} ${newest?.translations.fa?.title ?? ""}`}
                    className={ITEM}
                    onSelect={() => go(`/policies/${code}`)}
                  >
                    <span className="text-ink-3">{code}</span>{" "}
                    {newest?.translations[locale]?.title ?? newest?.title}
                  </Command.Item>
                ))}
              </Command.Group>
            </Command.List>
          </Command>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
