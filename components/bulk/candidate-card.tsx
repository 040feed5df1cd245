"use client";

import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { isVeiled, useCare } from "#components/care/care-context.tsx";
import { unaskedView } from "#components/care/picture-view.ts";
import { severityTone } from "#components/review/severity-tone.ts";
import { useWords } from "#components/review/use-words.ts";
import { RelativeTime } from "#components/time/relative-time.tsx";
import { cx } from "#components/ui/cx.ts";
import { Meter } from "#components/ui/meter.tsx";
import { Tag } from "#components/ui/tag.tsx";
import type { Candidate } from "#lib/bulk/schema.ts";

const FILTER = {
  hidden: "picture-hidden",
  blurred: "picture-hidden",
  grey: "grayscale",
  full: "",
} as const;

type Props = {
  item: Candidate;
  chosen: boolean;
  revealed: boolean;
  onToggle: (extend: boolean) => void;
  onFocus: () => void;
};

/** One item of the grid: what it says, what speaks against it, whose it is, and whether it can be chosen. */
export function CandidateCard({ item, chosen, revealed, onToggle, onFocus }: Props) {
  const t = useTranslations("bulk");
  const ts = useTranslations("search");
  const words = useWords();
  const format = useFormatter();
  const { inForce } = useCare();
  const hidden = isVeiled(item.severity, inForce) && !revealed;
  const view = revealed ? "full" : unaskedView(inForce);
  return (
    <li
      className={cx(
        "flex min-w-0 flex-col gap-2 rounded-xl border bg-panel p-3 has-focus-visible:ring-2 has-focus-visible:ring-accent",
        chosen ? "border-accent ring-1 ring-accent ring-inset" : "border-line",
        item.refusal && "opacity-75",
      )}
    >
      <div className="flex items-center gap-2 text-xs text-ink-3">
        <input
          type="checkbox"
          data-item={item.itemId}
          aria-label={t("select", { id: item.externalId })}
          checked={chosen}
          disabled={item.refusal !== null}
          onFocus={onFocus}
          onClick={(event) => onToggle(event.shiftKey)}
          readOnly
          className="size-4 shrink-0 accent-accent"
        />
        <bdi className="min-w-0 truncate font-mono">{item.externalId}</bdi>
        {item.case ? <Tag tone={severityTone(item.severity)}>{format.number(item.severity)}</Tag> : null}
        {item.similarity === null ? null : (
          <Tag tone="accent">
            {t("alike", { value: format.number(item.similarity, { style: "percent" }) })}
          </Tag>
        )}
        <RelativeTime at={item.receivedAt} className="ms-auto shrink-0" />
      </div>
      {item.frames.length > 0 ? <Pictures item={item} filter={FILTER[view]} /> : null}
      <p
        dir="auto"
        lang={item.language ?? undefined}
        aria-hidden={hidden}
        className={cx("line-clamp-5 min-h-10 break-words whitespace-pre-wrap", hidden && "veiled")}
      >
        {item.text || "—"}
      </p>
      {hidden ? <span className="sr-only">{ts("veiled")}</span> : null}
      <ul className="mt-auto grid gap-1">
        {item.signals.map(({ policyCode, signal, value, threshold }) => (
          <li
            key={policyCode}
            title={t("threshold", { value: words.probability(threshold) })}
            className="grid grid-cols-[minmax(0,1fr)_72px_auto] items-center gap-2 text-xs text-ink-2"
          >
            <span className="truncate">
              <bdi>{policyCode}</bdi> {words.signal(signal)}
            </span>
            <Meter
              value={value}
              marks={[threshold]}
              tone={value >= threshold ? "bad" : "neutral"}
              label={t("threshold", { value: words.probability(threshold) })}
            />
            <span className="tabular-nums">{words.probability(value)}</span>
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap items-center gap-x-2 gap-y-0.5 text-xs text-ink-3">
        {item.language ? <span>{words.language(item.language)}</span> : null}
        <span>{t("reach", { views: item.reach })}</span>
        {item.reports > 0 ? <span>{t("reports", { count: item.reports })}</span> : null}
        {item.author ? (
          <span className="min-w-0 truncate">
            {ts("by")} <bdi>{item.author.externalId}</bdi>
            {item.author.decisionsAgainst > 0
              ? ` · ${t("against", { count: item.author.decisionsAgainst })}`
              : ""}
          </span>
        ) : null}
      </div>
      <div className="flex flex-wrap items-center gap-2 text-xs">
        {item.case ? (
          <Link
            href={`/cases/${item.case.number}`}
            prefetch={false}
            className="rounded-[4px] text-ink-2 underline-offset-2 hover:underline"
          >
            {ts("case", { number: item.case.number })}
          </Link>
        ) : null}
        {item.refusal ? (
          <Tag tone="hold" dot>
            {item.refusal === "claimed" && item.case?.claimedBy
              ? t("inHands", { name: item.case.claimedBy })
              : t(`reason.${item.refusal}`)}
          </Tag>
        ) : null}
      </div>
    </li>
  );
}

function Pictures({ item, filter }: { item: Candidate; filter: string }) {
  const t = useTranslations("bulk");
  return (
    <ul className="grid grid-cols-4 gap-1">
      {item.frames.map((frame) => (
        <li key={frame} className="overflow-hidden rounded-md bg-hover">
          {/* biome-ignore lint/performance/noImgElement: made ready on the server already, and permissioned. */}
          <img
            src={`/api/console/media/${frame}`}
            alt={t("pictures")}
            loading="lazy"
            decoding="async"
            draggable={false}
            className={cx("h-16 w-full object-cover", filter)}
          />
        </li>
      ))}
    </ul>
  );
}
