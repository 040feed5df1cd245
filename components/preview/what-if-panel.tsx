"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { MarkedText } from "#components/review/marked-text.tsx";
import { signalToExplain } from "#components/review/signal-to-explain.ts";
import { SignalRows } from "#components/review/signals-card.tsx";
import { useWords } from "#components/review/use-words.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Field, Textarea } from "#components/ui/field.tsx";
import type { CaseView } from "#lib/review/schema.ts";
import { previewPreference } from "./preview-preference.ts";
import { PreviewStateText } from "./preview-status.tsx";
import { scorePreview, startPreview } from "./preview-store.ts";
import { type LiveScore, useLiveScore, usePreviewState } from "./use-preview.ts";

type WhatIfPanelProps = { view: CaseView; shown: boolean; close: () => void };

/** A copy of the text to change at will, and what the model would say to it, from this browser alone. */
export function WhatIfPanel({ view, shown, close }: WhatIfPanelProps) {
  const t = useTranslations("preview");
  const state = usePreviewState();
  const panel = useRef<HTMLElement>(null);
  useEffect(() => panel.current?.scrollIntoView({ block: "nearest" }), []);
  useEffect(() => {
    if (state.status === "asleep") void startPreview();
  }, [state.status]);
  return (
    <Card className="px-[18px] py-4">
      <section ref={panel} aria-label={t("title")} className="grid gap-3">
        <header className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
          <h2 className="font-semibold">{t("title")}</h2>
          <p className="text-xs text-ink-3">
            {state.status === "ready" ? (
              <>
                <bdi>
                  {state.model.name} {state.model.version}
                </bdi>
                {" · "}
              </>
            ) : null}
            <PreviewStateText />
          </p>
          <span className="flex-1" />
          <Button size="sm" variant="quiet" onClick={close}>
            {t("close")}
          </Button>
        </header>
        {state.status === "off" ? (
          <p className="flex flex-wrap items-center gap-2 text-ink-2">
            {t("offDetail")}
            <Button size="sm" onClick={() => previewPreference.set("on")}>
              {t("turnOn")}
            </Button>
          </p>
        ) : state.status === "failed" ? (
          <p role="alert" className="flex flex-wrap items-center gap-2 text-ink-2">
            {t("failedDetail", { reason: state.reason })}
            <Button size="sm" onClick={() => void startPreview()}>
              {t("again")}
            </Button>
          </p>
        ) : shown ? (
          <Trial view={view} ready={state.status === "ready"} />
        ) : (
          <p className="text-ink-2">{t("veiled")}</p>
        )}
      </section>
    </Card>
  );
}

/** The copy, its scores beside the thresholds in force, and the words that carry one of them. */
function Trial({ view, ready }: { view: CaseView; ready: boolean }) {
  const t = useTranslations("preview");
  const original = view.item.text;
  const [text, setText] = useState(original);
  const [explain, setExplain] = useState(() => signalToExplain(view));
  const score = useLiveScore(text, explain, ready);
  const { data: before } = useQuery({
    queryKey: ["preview", view.number],
    queryFn: () => scorePreview(original, null),
    enabled: ready,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  return (
    <>
      <Field label={t("copy")} hint={t("hint")}>
        {(control) => (
          <Textarea
            {...control}
            rows={3}
            dir="auto"
            value={text}
            lang={view.item.language ?? undefined}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        )}
      </Field>
      {score ? (
        <>
          <div>
            <SignalRows
              set={{ values: score.signals }}
              policies={view.policies}
              marks={{ on: true, signal: score.explained, explain: setExplain }}
            />
          </div>
          <Words score={score} before={text === original ? undefined : before?.signals} />
        </>
      ) : (
        <p className="text-ink-3">{t("status.loading")}</p>
      )}
      {text === original ? null : (
        <div>
          <Button size="sm" onClick={() => setText(original)}>
            {t("reset")}
          </Button>
        </div>
      )}
    </>
  );
}

function Words({ score, before }: { score: LiveScore; before: Record<string, number> | undefined }) {
  const t = useTranslations("preview");
  const words = useWords();
  const { explained } = score;
  if (explained === null || score.text.trim() === "") return null;
  const was = before?.[explained];
  return (
    <figure className="grid gap-1.5">
      <p dir="auto" className="max-w-[64ch] break-words whitespace-pre-wrap">
        <MarkedText text={score.text} spans={score.words} />
      </p>
      <figcaption className="text-xs text-ink-3">
        {t("words", { signal: words.signal(explained) })}
        {was === undefined
          ? ""
          : ` ${t("change", { before: words.probability(was), now: words.probability(score.signals[explained] ?? 0) })}`}
      </figcaption>
    </figure>
  );
}
