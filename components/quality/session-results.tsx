"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useChange } from "#components/settings/use-area.ts";
import { RelativeTime } from "#components/time/relative-time.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Input } from "#components/ui/field.tsx";
import { Tag } from "#components/ui/tag.tsx";
import type { SessionItemView, SessionView } from "#lib/quality/schema.ts";
import type { QualityChoices } from "./choices.ts";
import { GoldDialog } from "./gold-dialog.tsx";
import { CoefficientText } from "./share-text.tsx";
import { VerdictText } from "./verdict-text.tsx";

type Props = {
  session: SessionView;
  results: NonNullable<SessionView["results"]>;
  area: string;
  choices: QualityChoices;
};

/** Who answered what, item by item, with what was said about it; disagreements stand open to talk about. */
export function SessionResults({ session, results, area, choices }: Props) {
  const t = useTranslations("session");
  const agreed = results.items.filter((item) => item.agreed).length;
  const [gold, setGold] = useState<number | null>(null);
  return (
    <>
      <Card className="grid gap-2 px-4 py-3">
        <h2 className="font-semibold">{t("agreedOn", { agreed, items: results.items.length })}</h2>
        <dl className="flex flex-wrap gap-x-8 gap-y-1">
          <div className="flex gap-2">
            <dt className="text-ink-2">{t("alpha")}</dt>
            <dd>
              <CoefficientText estimate={results.alpha} n={results.items.length} needed={2} />
            </dd>
          </div>
          {results.policies.map(({ policyCode, alpha, n }) => (
            <div key={policyCode} className="flex gap-2">
              <dt className="text-ink-2">
                <bdi>{policyCode}</bdi>
              </dt>
              <dd>
                <CoefficientText estimate={alpha} n={n} needed={2} />
              </dd>
            </div>
          ))}
        </dl>
        <p className="text-xs text-ink-3">{t("few")}</p>
      </Card>
      <ol className="grid gap-4">
        {results.items.map((item) => (
          <li key={item.position}>
            <ItemResult
              item={item}
              area={area}
              onGold={session.mayManage ? () => setGold(item.caseNumber) : undefined}
            />
          </li>
        ))}
      </ol>
      {gold === null ? null : (
        <GoldDialog choices={choices} caseNumber={gold} area={area} onClose={() => setGold(null)} />
      )}
    </>
  );
}

type ItemProps = { item: SessionItemView; area: string; onGold: (() => void) | undefined };

function ItemResult({ item, area, onGold }: ItemProps) {
  const t = useTranslations("session");
  return (
    <Card className="grid gap-3 px-4 py-3">
      <div className="flex flex-wrap items-center gap-2">
        <Link href={`/cases/${item.caseNumber}`} prefetch={false} className="text-accent hover:underline">
          {t("case", { number: item.caseNumber })}
        </Link>
        <Tag tone={item.agreed ? "ok" : "warn"} dot>
          {t(item.agreed ? "agreed" : "differ")}
        </Tag>
        {item.gold ? <Tag tone="accent">{t("isGold")}</Tag> : null}
        {onGold && !item.gold ? (
          <Button size="sm" className="ms-auto" onClick={onGold}>
            {t("makeGold")}
          </Button>
        ) : null}
      </div>
      <p dir="auto" className="text-base break-words">
        {item.excerpt}
      </p>
      {item.answers.length === 0 ? <p className="text-ink-2">{t("nobody")}</p> : null}
      <ul className="grid gap-1.5">
        {item.answers.map((answer) => (
          <li key={answer.name} className="grid grid-cols-[minmax(6rem,12rem)_minmax(0,1fr)] gap-x-3">
            <bdi className="truncate text-ink-2">{answer.name}</bdi>
            <span>
              <VerdictText verdict={answer} />
              {answer.rationale ? (
                <span dir="auto" className="block break-words text-ink-2">
                  {answer.rationale}
                </span>
              ) : null}
            </span>
          </li>
        ))}
      </ul>
      <Notes item={item} area={area} />
    </Card>
  );
}

function Notes({ item, area }: { item: SessionItemView; area: string }) {
  const t = useTranslations("session");
  const save = useChange(area);
  const [text, setText] = useState("");
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    save.mutate(
      { path: `${area}/notes`, method: "POST", body: { position: item.position, text } },
      { onSuccess: () => setText("") },
    );
  }
  return (
    <div className="grid gap-1.5 border-t border-line pt-2.5">
      {item.notes.map(({ name, text: said, at }) => (
        <p key={`${name} ${at}`} className="break-words">
          <bdi className="text-ink-2">{name}</bdi> <RelativeTime at={at} className="text-xs text-ink-3" />
          <br />
          <span dir="auto">{said}</span>
        </p>
      ))}
      <form onSubmit={submit} className="flex gap-2">
        <Input
          dir="auto"
          required
          maxLength={2000}
          aria-label={t("noteOn", { number: item.caseNumber })}
          placeholder={t("note")}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button type="submit" disabled={save.isPending || text.trim() === ""}>
          {t("say")}
        </Button>
      </form>
    </div>
  );
}
