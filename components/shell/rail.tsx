"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useFormatter, useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useKeyLabel } from "#components/keys/keymap-context.tsx";
import { LiveStatus } from "#components/live/live-status.tsx";
import { InboxCount } from "#components/questions/inbox-count.tsx";
import { cx } from "#components/ui/cx.ts";
import { Kbd } from "#components/ui/kbd.tsx";
import { Tag } from "#components/ui/tag.tsx";
import type { QueueSummary } from "#lib/review/queue-schema.ts";
import { Brand } from "./brand.tsx";
import { useCurrentQueue } from "./current-queue.ts";
import { type AreaGroup, areasFor, homeFor } from "./nav.ts";
import type { Theme } from "./theme.ts";
import { useQueues } from "./use-queues.ts";
import { UserMenu } from "./user-menu.tsx";
import type { ConsoleViewer } from "./viewer.ts";

const COMPACT = { notation: "compact" } as const;

/** Settings are many and seldom opened: one link elsewhere, all of them once a person is among them. */
function unfolded(
  { key, areas }: AreaGroup,
  pathname: string,
): (AreaGroup["areas"][number] & { folded?: true })[] {
  const [first] = areas;
  if (key !== "settings" || !first || areas.length < 4 || pathname.startsWith("/settings/"))
    return [...areas];
  return [{ ...first, folded: true }];
}

export type RailProps = {
  viewer: ConsoleViewer;
  theme: Theme;
  initialQueues: QueueSummary[] | undefined;
  onSearch: () => void;
  onNavigate?: () => void;
};

export function Rail({ viewer, theme, initialQueues, onSearch, onNavigate }: RailProps) {
  const t = useTranslations("shell");
  const locale = useLocale();
  const pathname = usePathname();
  const format = useFormatter();
  const key = useKeyLabel();
  const currentQueue = useCurrentQueue();
  const queues = useQueues(initialQueues, viewer.permissions.includes("queues:read"));
  /** Late comes before nearly late; a word says which. */
  const lateness = (queue: QueueSummary) => {
    if (queue.overdueCases > 0)
      return <Tag tone="bad">{t("late", { count: format.number(queue.overdueCases, COMPACT) })}</Tag>;
    if (queue.dueSoonCases > 0)
      return <Tag tone="warn">{t("soon", { count: format.number(queue.dueSoonCases, COMPACT) })}</Tag>;
    return null;
  };
  const link = (
    href: string,
    label: ReactNode,
    extra?: { count?: number; badge?: ReactNode; sub?: boolean; current?: boolean },
  ) => (
    <Link
      key={href}
      href={href}
      prefetch={false}
      onClick={onNavigate}
      aria-current={(extra?.current ?? pathname.startsWith(href)) ? "page" : undefined}
      className={cx(
        "flex items-center gap-2 rounded-md px-2 py-1 text-ink-2 hover:text-ink pointer-coarse:py-2",
        "aria-[current=page]:bg-panel aria-[current=page]:text-ink aria-[current=page]:ring-1 aria-[current=page]:ring-line",
        extra?.sub && "ps-[22px]",
      )}
    >
      <span className="truncate">{label}</span>
      {extra?.badge}
      {extra?.count === undefined ? null : (
        <span className="ms-auto text-xs text-ink-3 tabular-nums">{format.number(extra.count)}</span>
      )}
    </Link>
  );
  return (
    <div className="flex h-full flex-col gap-0.5 overflow-y-auto bg-sunk px-2 py-3">
      <Link href={homeFor(viewer.permissions)} className="rounded-md px-2 pt-0.5 pb-3" onClick={onNavigate}>
        <Brand />
      </Link>
      <button
        type="button"
        onClick={onSearch}
        className="flex items-center gap-2 rounded-md px-2 py-1 text-start text-ink-2 hover:text-ink pointer-coarse:py-2"
      >
        <span className="truncate">{t("search")}</span>
        <Kbd className="ms-auto">{key("global", "search")}</Kbd>
      </button>
      <nav aria-label={t("areas")} className="flex flex-col gap-0.5">
        {areasFor(viewer.permissions).map((group) => (
          <div key={group.key} className="flex flex-col gap-0.5">
            <h2 className="px-2 pt-3 pb-1 text-2xs text-ink-3">{t(`group.${group.key}`)}</h2>
            {unfolded(group, pathname).map((area) =>
              area.key === "queues" ? (
                <div key={area.key} className="flex flex-col gap-0.5">
                  {link(area.href, t("area.queues"), { current: pathname === area.href })}
                  {queues.map((queue) =>
                    link(`/queues/${queue.slug}`, queue.name[locale], {
                      count: queue.openCases,
                      badge: lateness(queue),
                      sub: true,
                      current: currentQueue === queue.slug || pathname === `/queues/${queue.slug}`,
                    }),
                  )}
                </div>
              ) : (
                link(area.href, area.folded ? t("allSettings") : t(`area.${area.key}`), {
                  badge: area.key === "questions" ? <InboxCount enabled /> : null,
                })
              ),
            )}
          </div>
        ))}
      </nav>
      <div className="sticky -bottom-3 mt-auto grid grid-cols-[minmax(0,1fr)] gap-2 bg-sunk pt-4 pb-3">
        <LiveStatus />
        <UserMenu viewer={viewer} theme={theme} />
      </div>
    </div>
  );
}
