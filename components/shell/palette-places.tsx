"use client";

import { useQuery } from "@tanstack/react-query";
import { Command } from "cmdk";
import { useFormatter, useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { request } from "#components/api/request.ts";
import { queryKeys } from "#components/review/query-keys.ts";
import type { PolicyDetail } from "#lib/policy/list-policies.ts";
import { areasFor } from "./nav.ts";
import { PALETTE_GROUP, PaletteItem } from "./palette-item.tsx";
import { useQueues } from "./use-queues.ts";
import type { ConsoleViewer } from "./viewer.ts";

/** Of what was chosen lately, so many stand first while nothing is typed. */
const MOST_RECENT = 5;

type Entry = { id: string; words: string[]; href: string; label: ReactNode; aside?: string };
type Group = { heading: string; entries: Entry[] };

type PlacesProps = {
  viewer: ConsoleViewer;
  recent: readonly string[];
  /** Nothing typed: what was chosen lately comes first. */
  blank: boolean;
  go: (href: string) => void;
};

/** Queues, policies and pages. */
export function PalettePlaces({ viewer, recent, blank, go }: PlacesProps) {
  const t = useTranslations("shell");
  const locale = useLocale();
  const format = useFormatter();
  const may = viewer.permissions;
  const queues = useQueues(undefined, may.includes("queues:read"));
  const { data: policies = [] } = useQuery({
    queryKey: queryKeys.policies(),
    queryFn: () => request<{ policies: PolicyDetail[] }>("/api/console/policies").then((a) => a.policies),
    enabled: may.includes("policies:read"),
    staleTime: 60_000,
  });
  const groups: Group[] = [
    {
      heading: t("area.queues"),
      entries: queues.map(({ slug, name, openCases }) => ({
        id: `queue:${slug}`,
        words: [name.en, name.fa, slug],
        href: `/queues/${slug}`,
        label: name[locale],
        aside: format.number(openCases),
      })),
    },
    {
      heading: t("pages"),
      entries: areasFor(may).flatMap((group) =>
        group.areas.map(({ key, href }) => ({
          id: `page:${href}`,
          words: [t(`area.${key}`), key],
          href,
          label: t(`area.${key}`),
          aside: t(`group.${group.key}`),
        })),
      ),
    },
    {
      heading: t("area.policies"),
      entries: policies.map(({ code, versions: [newest] }) => ({
        id: `policy:${code}`,
        words: [code, newest?.title ?? "", newest?.translations.fa?.title ?? ""],
        href: `/policies/${code}`,
        label: (
          <>
            <span className="text-ink-3">{code}</span> {newest?.translations[locale]?.title ?? newest?.title}
          </>
        ),
      })),
    },
  ];
  const known = groups.flatMap(({ entries }) => entries);
  const lately = blank
    ? recent.flatMap((id) => known.filter((entry) => entry.id === id)).slice(0, MOST_RECENT)
    : [];
  const shown = lately.length > 0 ? [{ heading: t("recent"), entries: lately }, ...groups] : groups;
  return shown.map(({ heading, entries }) => (
    <Command.Group key={heading} heading={heading} className={PALETTE_GROUP}>
      {entries
        .filter((entry) => entries === lately || !lately.includes(entry))
        .map(({ id, words, href, label, aside }) => (
          <PaletteItem key={id} id={id} words={words} onSelect={() => go(href)} aside={aside}>
            {label}
          </PaletteItem>
        ))}
    </Command.Group>
  ));
}
