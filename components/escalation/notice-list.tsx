"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useFormatter, useLocale, useTranslations } from "next-intl";
import { DueTag } from "#components/review/due-tag.tsx";
import { buttonClass } from "#components/ui/button.tsx";
import type { EscalationNotices } from "#lib/escalation/view.ts";

type Emergency = EscalationNotices["emergencies"][number];
type Alarm = EscalationNotices["alarms"][number];

/** Numbers of cases that a line has room for. */
const SHOWN = 3;

/** Where to go about a cause: who may decide, or where escalations go. */
const WAY_OUT: Readonly<Record<Alarm["cause"], { href: string; label: "people" | "paths" | "take" }>> = {
  stranded: { href: "/settings/escalation", label: "paths" },
  unstaffed: { href: "/settings/people", label: "people" },
  away: { href: "", label: "take" },
  overdue: { href: "", label: "take" },
};

/** One line each: what is wrong, with which cases, and what to do. */
export function NoticeList({ notices }: { notices: EscalationNotices }) {
  const pathname = usePathname();
  const emergencies = notices.emergencies.filter(({ number }) => pathname !== `/cases/${number}`);
  return (
    <div aria-live="assertive" className="row-start-1 max-h-[40dvh] overflow-y-auto">
      {emergencies.length > 0 ? <EmergencyLine emergencies={emergencies} /> : null}
      {notices.alarms.map((alarm) => (
        <AlarmLine key={alarm.id} alarm={alarm} />
      ))}
    </div>
  );
}

const LINE = "flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-4 py-1.5 max-md:px-3";

function EmergencyLine({ emergencies }: { emergencies: Emergency[] }) {
  const t = useTranslations("escalation");
  const locale = useLocale();
  const [first] = emergencies;
  if (!first) return null;
  return (
    <section aria-label={t("emergencies")} className={`${LINE} bg-bad-soft`}>
      <p className="min-w-0 text-bad">
        <b className="font-semibold">{t("emergenciesWait", { count: emergencies.length })}</b>{" "}
        <span className="text-ink-2">
          {t(first.mine ? "yoursIs" : "firstIs", { number: first.number, queue: first.queue[locale] })}
        </span>
      </p>
      <DueTag dueAt={first.dueAt} />
      <Link
        href={`/cases/${first.number}`}
        prefetch={false}
        className={`ms-auto ${buttonClass("danger", "sm")}`}
      >
        {t("openEmergency")}
      </Link>
    </section>
  );
}

function AlarmLine({ alarm }: { alarm: Alarm }) {
  const t = useTranslations("escalation");
  const locale = useLocale();
  const format = useFormatter();
  const { cause, queue, caseNumbers, caseCount } = alarm;
  const way = WAY_OUT[cause];
  const shown = caseNumbers.slice(0, SHOWN);
  return (
    <section aria-label={t("alarm")} className={`${LINE} bg-warn-soft`}>
      <p className="min-w-0">
        <b className="font-semibold text-warn">{t("alarm")}</b>{" "}
        {t(`cause.${cause}`, { count: caseCount, queue: queue?.[locale] ?? "" })}{" "}
        <span className="text-ink-2">{t(`todo.${cause}`)}</span>
      </p>
      <p className="flex flex-wrap gap-x-2">
        {shown.map((number) => (
          <Link key={number} href={`/cases/${number}`} prefetch={false} className="underline">
            {t("caseLink", { number: format.number(number) })}
          </Link>
        ))}
        {caseCount > shown.length ? (
          <span className="text-ink-2">{t("more", { count: caseCount - shown.length })}</span>
        ) : null}
      </p>
      {way.label === "take" ? (
        shown[0] === undefined ? null : (
          <Link
            href={`/cases/${shown[0]}`}
            prefetch={false}
            className={`ms-auto ${buttonClass("default", "sm")}`}
          >
            {t("way.take")}
          </Link>
        )
      ) : (
        <Link href={way.href} prefetch={false} className={`ms-auto ${buttonClass("default", "sm")}`}>
          {t(`way.${way.label}`)}
        </Link>
      )}
    </section>
  );
}
