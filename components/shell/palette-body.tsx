"use client";

import { Command, defaultFilter, useCommandState } from "cmdk";
import { useRouter } from "next/navigation";
import { useFormatter, useLocale, useTranslations } from "next-intl";
import { type ReactNode, useEffect, useState } from "react";
import { parseCaseNumber } from "./case-number.ts";
import { PaletteActions } from "./palette-actions.tsx";
import { PALETTE_GROUP, PaletteItem } from "./palette-item.tsx";
import { PalettePlaces } from "./palette-places.tsx";
import { EXACT, FOUND, LAST, rankEntry } from "./palette-rank.ts";
import { recentEntries } from "./recent-entries.ts";
import { signOut } from "./sign-out.ts";
import type { Theme } from "./theme.ts";
import { useFound } from "./use-found.ts";
import { usePreferences } from "./use-preferences.ts";
import type { ConsoleViewer } from "./viewer.ts";

/** Found by the server, or by its number: not by words. */
const NONE: readonly string[] = [];

type BodyProps = {
  viewer: ConsoleViewer;
  theme: Theme;
  /** Closes the palette, and does this once the focus is back on the page. */
  close: (after: () => void) => void;
};

/** What can be done here, queues, cases, accounts, policies, pages and settings. Begins anew each time it opens. */
export function PaletteBody({ viewer, theme, close }: BodyProps) {
  const t = useTranslations("shell");
  const tk = useTranslations("desk.state");
  const locale = useLocale();
  const format = useFormatter();
  const router = useRouter();
  const [typed, setTyped] = useState("");
  const [recent] = useState(recentEntries);
  const may = viewer.permissions;
  const [rank] = useState(() => rankEntry(defaultFilter, recent, may.includes("cases:read")));
  const caseNumber = may.includes("cases:read") ? parseCaseNumber(typed) : null;
  const { found, asking } = useFound(
    caseNumber === null ? typed : String(caseNumber),
    may.includes("cases:read"),
  );
  // An entry that comes up while one types does not take the choice by itself; a case by its number is meant.
  const [selected, setSelected] = useState("");
  useEffect(() => {
    if (caseNumber !== null) setSelected(`${EXACT}${caseNumber}`);
  }, [caseNumber]);
  const go = (href: string) => close(() => router.push(href));
  const others = found.cases.filter(({ number }) => number !== caseNumber);
  return (
    <Command label={t("search")} loop filter={rank} value={selected} onValueChange={setSelected}>
      <Command.Input
        value={typed}
        onValueChange={setTyped}
        placeholder={t("searchPlaceholder")}
        className="h-11 w-full border-b border-line bg-transparent px-4 text-base outline-none placeholder:text-ink-3"
      />
      <Command.List className="max-h-[52vh] overflow-y-auto p-1.5">
        <Command.Empty className="px-2.5 py-6 text-center text-ink-2">
          {asking ? t("searching") : t("searchEmpty")}
        </Command.Empty>
        {caseNumber === null ? null : (
          <PaletteItem id={`${EXACT}${caseNumber}`} words={NONE} onSelect={() => go(`/cases/${caseNumber}`)}>
            {t("goToCase", { number: format.number(caseNumber) })}
          </PaletteItem>
        )}
        <FoundGroup heading={t("cases")} any={others.length > 0}>
          {others.map(({ number, state, externalId, queue }) => (
            <PaletteItem
              key={number}
              id={`${FOUND}case:${number}`}
              words={NONE}
              onSelect={() => go(`/cases/${number}`)}
              aside={tk(state)}
            >
              {t("caseOf", { number: format.number(number), queue: queue[locale] })}{" "}
              <bdi className="text-ink-3">{externalId}</bdi>
            </PaletteItem>
          ))}
        </FoundGroup>
        <FoundGroup heading={t("accounts")} any={found.accounts.length > 0}>
          {found.accounts.map(({ externalId, openCases, caseNumber: at }) => (
            <PaletteItem
              key={externalId}
              id={`${FOUND}account:${externalId}`}
              words={NONE}
              onSelect={() =>
                go(
                  may.includes("accounts:read")
                    ? `/accounts/${encodeURIComponent(externalId)}`
                    : `/cases/${at}`,
                )
              }
              aside={t("openCases", { count: openCases })}
            >
              <bdi>{externalId}</bdi>
            </PaletteItem>
          ))}
        </FoundGroup>
        {/* Once the server has answered: what it found is chosen first. */}
        {may.includes("cases:read") && typed.trim() !== "" && !asking ? (
          <PaletteItem
            id={`${LAST}search`}
            words={NONE}
            onSelect={() => go(`/search?${new URLSearchParams({ q: typed.trim() })}`)}
          >
            {t("searchFor", { words: typed.trim() })}
          </PaletteItem>
        ) : null}
        <PaletteActions close={close} />
        <PalettePlaces viewer={viewer} recent={recent} blank={typed === ""} go={go} />
        <Preferences theme={theme} close={close} />
      </Command.List>
      <Count asking={asking} />
    </Command>
  );
}

function FoundGroup({ heading, any, children }: { heading: string; any: boolean; children: ReactNode }) {
  return any ? (
    <Command.Group heading={heading} className={PALETTE_GROUP}>
      {children}
    </Command.Group>
  ) : null;
}

/** What a person sets for themselves, done from here. */
function Preferences({ theme, close }: { theme: Theme; close: (after: () => void) => void }) {
  const t = useTranslations("shell");
  const locale = useLocale();
  const change = usePreferences();
  const toggle = () => {
    const dark =
      theme === "dark" || (theme === "system" && matchMedia("(prefers-color-scheme: dark)").matches);
    change({ theme: dark ? "light" : "dark" });
  };
  return (
    <Command.Group heading={t("preferences")} className={PALETTE_GROUP}>
      <PaletteItem id="set:dark" words={[t("toggleDark"), "dark", "light"]} onSelect={() => close(toggle)}>
        {t("toggleDark")}
      </PaletteItem>
      <PaletteItem
        id="set:language"
        words={[t("switchLanguage"), "language", "English", "فارسی"]}
        onSelect={() => close(() => change({ locale: locale === "en" ? "fa" : "en" }))}
      >
        {t("switchLanguage")}
      </PaletteItem>
      <PaletteItem id="set:sign-out" words={[t("signOut")]} onSelect={() => close(() => void signOut())}>
        {t("signOut")}
      </PaletteItem>
    </Command.Group>
  );
}

/** How many entries there are, said to whoever cannot see them. */
function Count({ asking }: { asking: boolean }) {
  const t = useTranslations("shell");
  const count = useCommandState((state) => state.filtered.count);
  return (
    <p role="status" className="sr-only">
      {asking ? "" : t("entries", { count })}
    </p>
  );
}
