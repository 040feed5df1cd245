"use client";

import { useTranslations } from "next-intl";
import { useKeys } from "#components/keys/use-keys.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import type { CaseView, LookView } from "#lib/review/schema.ts";
import type { Desk } from "./use-desk.ts";
import { useWords } from "./use-words.ts";

type Both = Extract<LookView, { role: "adjudication" }>;

/** What makes this case a second look: a word to the second person, both answers to the third. */
export function LookCard({ desk, view }: { desk: Desk; view: CaseView }) {
  const t = useTranslations("look");
  const { look } = view;
  if (!look) return null;
  if (look.role === "second")
    return (
      <p className="rounded-lg border border-line bg-panel px-[18px] py-2.5 text-ink-2">
        <b className="font-semibold text-ink">{t("secondTitle")}</b> {t("secondDetail")}
      </p>
    );
  return <Adjudication desk={desk} look={look} offered={desk.choices.length > 0} />;
}

function Adjudication({ desk, look, offered }: { desk: Desk; look: Both; offered: boolean }) {
  const t = useTranslations("look");
  const words = useWords();
  useKeys("look", {
    takeA: offered ? () => desk.take(look.a) : undefined,
    takeB: offered ? () => desk.take(look.b) : undefined,
  });
  return (
    <Card className="grid gap-2.5 px-[18px] py-4">
      <div>
        <h2 className="font-semibold">{t("adjudicationTitle")}</h2>
        <p className="text-ink-2">{t("adjudicationDetail")}</p>
      </div>
      <div className="grid grid-cols-2 gap-2.5 max-sm:grid-cols-1">
        {(["a", "b"] as const).map((name) => {
          const { action, policyCode, rationale } = look[name];
          return (
            <section
              key={name}
              aria-label={t("answer", { name: name.toUpperCase() })}
              className="grid content-start gap-1.5 rounded-lg border border-line p-3"
            >
              <div className="flex items-start justify-between gap-2">
                <h3>
                  <span className="text-2xs text-ink-3">{t("answer", { name: name.toUpperCase() })}</span>
                  <br />
                  <b className="font-semibold">{words.done(action)}</b>
                  {policyCode ? (
                    <>
                      {" · "}
                      <bdi>{policyCode}</bdi>
                    </>
                  ) : null}
                </h3>
                {offered ? (
                  <Button size="sm" hint={name === "a" ? "[" : "]"} onClick={() => desk.take(look[name])}>
                    {t("take")}
                  </Button>
                ) : null}
              </div>
              {rationale ? (
                <p dir="auto" className="break-words whitespace-pre-wrap text-ink-2">
                  {rationale}
                </p>
              ) : (
                <p className="text-ink-3">{t("noRationale")}</p>
              )}
            </section>
          );
        })}
      </div>
    </Card>
  );
}
