"use client";

import { useTranslations } from "next-intl";
import { RelativeTime } from "#components/time/relative-time.tsx";
import { Button } from "#components/ui/button.tsx";
import { Tag } from "#components/ui/tag.tsx";
import type { SessionView } from "#lib/people/schema.ts";
import { deviceOf } from "./device.ts";

/** Where somebody is signed in, each with the way to end it. */
export function SessionsList({
  sessions,
  busy,
  end,
}: {
  sessions: SessionView[];
  busy: boolean;
  end: (id: string) => void;
}) {
  const t = useTranslations("security");
  if (sessions.length === 0) return <p className="text-ink-2">{t("noSessions")}</p>;
  return (
    <ul className="grid">
      {sessions.map(({ id, address, userAgent, createdAt, lastSeenAt, current }) => {
        const { browser, system } = deviceOf(userAgent);
        return (
          <li
            key={id}
            className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line py-2 last:border-b-0"
          >
            <div className="min-w-0">
              <p className="font-semibold">
                <bdi>
                  {browser && system
                    ? t("device", { browser, system })
                    : browser || system || t("unknownDevice")}
                </bdi>
              </p>
              <p className="text-xs text-ink-2">
                <bdi>{address}</bdi> · {t("since")} <RelativeTime at={createdAt} /> · {t("lastSeen")}{" "}
                <RelativeTime at={lastSeenAt} />
              </p>
            </div>
            <span className="ms-auto">
              {current ? (
                <Tag tone="accent">{t("thisOne")}</Tag>
              ) : (
                <Button size="sm" disabled={busy} onClick={() => end(id)}>
                  {t("end")}
                </Button>
              )}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
