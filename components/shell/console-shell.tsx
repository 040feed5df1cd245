"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { CareProvider } from "#components/care/care-context.tsx";
import { EscalationNotices } from "#components/escalation/escalation-notices.tsx";
import { KeymapProvider } from "#components/keys/keymap-context.tsx";
import { useKeys } from "#components/keys/use-keys.ts";
import { LiveStatus } from "#components/live/live-status.tsx";
import { useLiveUpdates } from "#components/live/use-live-updates.ts";
import { InboxCount } from "#components/questions/inbox-count.tsx";
import { SEARCH_FIELD } from "#components/search/search-field.ts";
import { Icon } from "#components/ui/icon.tsx";
import type { MyCare } from "#lib/care/schema.ts";
import type { MyKeys } from "#lib/keys/schema.ts";
import type { QueueSummary } from "#lib/review/queue-schema.ts";
import { Brand } from "./brand.tsx";
import { Rail } from "./rail.tsx";
import type { Theme } from "./theme.ts";
import type { ConsoleViewer } from "./viewer.ts";

// Loaded when first asked for: no page waits for what is behind a key.
const CommandPalette = lazy(() =>
  import("./command-palette.tsx").then((module) => ({ default: module.CommandPalette })),
);
const KeysOverlay = lazy(() =>
  import("#components/keys/keys-overlay.tsx").then((module) => ({ default: module.KeysOverlay })),
);

const Drawer = lazy(() => import("./drawer.tsx").then((module) => ({ default: module.Drawer })));

type ConsoleShellProps = {
  viewer: ConsoleViewer;
  theme: Theme;
  initialQueues: QueueSummary[] | undefined;
  /** Where live updates stood when the server rendered this. */
  liveFrom: string | null;
  keys: MyKeys;
  care: MyCare;
  children: ReactNode;
};

/** Everything around a page: the rail, the palette, the keys, and what protects the person who works here. */
export function ConsoleShell({ keys, care, ...rest }: ConsoleShellProps) {
  return (
    <KeymapProvider initial={keys}>
      <CareProvider initial={care}>
        <Shell {...rest} />
      </CareProvider>
    </KeymapProvider>
  );
}

function Shell({
  viewer,
  theme,
  initialQueues,
  liveFrom,
  children,
}: Omit<ConsoleShellProps, "keys" | "care">) {
  const t = useTranslations("shell");
  const [searching, setSearching] = useState(false);
  const [drawer, setDrawer] = useState(false);
  const [keysShown, setKeysShown] = useState(false);
  useLiveUpdates(viewer.userId, liveFrom);
  const router = useRouter();
  const find = () => {
    const field = document.getElementById(SEARCH_FIELD);
    if (field) field.focus();
    else router.push("/search");
  };
  useKeys("global", {
    search: () => setSearching(true),
    help: () => setKeysShown(true),
    find: viewer.permissions.includes("cases:read") ? find : undefined,
  });
  const rail = (onNavigate?: () => void) => (
    <Rail
      viewer={viewer}
      theme={theme}
      initialQueues={initialQueues}
      onSearch={() => {
        onNavigate?.();
        setSearching(true);
      }}
      {...(onNavigate ? { onNavigate } : {})}
    />
  );
  return (
    <div className="grid h-dvh grid-cols-[208px_minmax(0,1fr)] grid-rows-[minmax(0,1fr)] max-md:grid-cols-[minmax(0,1fr)] max-md:grid-rows-[44px_minmax(0,1fr)]">
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:fixed focus:start-2 focus:top-2 focus:z-50 focus:rounded-md focus:border focus:border-line-strong focus:bg-panel focus:px-3 focus:py-1.5"
      >
        {t("skip")}
      </a>
      <div className="border-e border-line max-md:hidden">{rail()}</div>
      <header className="flex items-center gap-2 border-b border-line bg-sunk px-2 md:hidden">
        <button
          type="button"
          aria-label={t("menu")}
          aria-expanded={drawer}
          className="rounded-md p-2.5 text-ink-2"
          onClick={() => setDrawer(true)}
        >
          <Icon name="menu" />
        </button>
        <Brand />
        <span className="flex-1" />
        <Link href="/questions" prefetch={false} className="rounded-md py-2 empty:hidden">
          <InboxCount enabled={viewer.permissions.includes("cases:read")} />
        </Link>
        <button
          type="button"
          className="rounded-md px-2.5 py-2 text-ink-2"
          onClick={() => setSearching(true)}
        >
          {t("searchShort")}
        </button>
      </header>
      <main
        id="main"
        tabIndex={-1}
        className="grid min-h-0 min-w-0 grid-cols-[minmax(0,1fr)] grid-rows-[auto_minmax(0,1fr)] overflow-hidden outline-none"
      >
        <EscalationNotices viewer={viewer} />
        <div className="row-start-2 min-h-0">{children}</div>
      </main>
      {/* The rail says it where there is one. */}
      <div className="fixed inset-x-2 bottom-2 z-30 md:hidden">
        <LiveStatus />
      </div>
      <Suspense fallback={null}>
        {drawer ? (
          <Drawer title={t("menu")} onOpenChange={setDrawer}>
            {rail(() => setDrawer(false))}
          </Drawer>
        ) : null}
        {searching ? <CommandPalette viewer={viewer} theme={theme} open onOpenChange={setSearching} /> : null}
        {keysShown ? <KeysOverlay open onOpenChange={setKeysShown} /> : null}
      </Suspense>
    </div>
  );
}
