"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { request } from "#components/api/request.ts";
import { useProblemText } from "#components/api/use-problem-text.ts";
import { Moment } from "#components/time/moment.tsx";
import { showToast } from "#components/toast/toast-store.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Tag } from "#components/ui/tag.tsx";
import type { RuleDetail } from "#lib/rules/list-rules.ts";
import { type Choices, useRuleWords } from "./rule-words.ts";

type Props = {
  rule: RuleDetail;
  revision: number;
  dirty: boolean;
  choices: Choices;
  onMoved: (revision: number) => void;
};

/** Every version, and what may be done with it: put live, watch in shadow, go back to. */
export function RuleVersions({ rule, revision, dirty, choices, onMoved }: Props) {
  const t = useTranslations("rules");
  const te = useTranslations("policyEdit");
  const router = useRouter();
  const problemText = useProblemText();
  const words = useRuleWords(choices);
  const move = useMutation({
    mutationFn: (body: { to: "live" | "shadow" | "off"; version: number }) =>
      request<{ revision: number }>(`/api/console/rules/${rule.id}/state`, {
        method: "POST",
        body: { ...body, revision, note: "" },
      }),
    onSuccess: (done, { to, version }) => {
      onMoved(done.revision);
      showToast({ tone: "ok", text: t(`moved.${to}`, { version }) });
      router.refresh();
    },
    onError: (error) => showToast({ tone: "bad", text: problemText(error) }),
  });
  const inForce = rule.liveVersion !== null || rule.shadowVersion !== null;
  return (
    <Card className="grid grid-cols-[minmax(0,1fr)] gap-3 px-[18px] py-4">
      <div className="flex items-center gap-2">
        <h2 className="font-semibold">{te("versions")}</h2>
        {inForce ? (
          <Button
            size="sm"
            variant="danger"
            className="ms-auto"
            disabled={move.isPending}
            onClick={() => move.mutate({ to: "off", version: rule.versions[0]?.version ?? 1 })}
          >
            {t("turnOff")}
          </Button>
        ) : null}
      </div>
      {dirty ? <p className="text-xs text-warn">{t("unsaved")}</p> : null}
      <ol className="grid gap-3">
        {rule.versions.map(({ version, content, note, author, createdAt }) => {
          const live = version === rule.liveVersion;
          const shadow = version === rule.shadowVersion;
          const back = rule.liveVersion !== null && version < rule.liveVersion;
          return (
            <li key={version} className="grid gap-1 border-t border-line pt-2 first:border-t-0 first:pt-0">
              <div className="flex flex-wrap items-center gap-1.5">
                <span className="font-semibold">{t("v", { version })}</span>
                {live ? (
                  <Tag tone="ok" dot>
                    {t("state.live")}
                  </Tag>
                ) : null}
                {shadow ? <Tag tone="accent">{t("state.shadow")}</Tag> : null}
                <span className="ms-auto flex gap-1.5">
                  {shadow || live ? null : (
                    <Button
                      size="sm"
                      aria-label={`${t("watch")}: ${t("v", { version })}`}
                      disabled={move.isPending}
                      onClick={() => move.mutate({ to: "shadow", version })}
                    >
                      {t("watch")}
                    </Button>
                  )}
                  {live ? null : (
                    <Button
                      size="sm"
                      aria-label={`${t(back ? "rollBack" : "publish")}: ${t("v", { version })}`}
                      disabled={move.isPending}
                      onClick={() => move.mutate({ to: "live", version })}
                    >
                      {t(back ? "rollBack" : "publish")}
                    </Button>
                  )}
                </span>
              </div>
              <p className="text-ink-2">{content.actions.map(words.action).join(" · ")}</p>
              {note ? <p dir="auto">{note}</p> : null}
              <p className="text-xs text-ink-3">
                {author ? te("writtenBy", { names: author }) : te("seeded")} · <Moment at={createdAt} />
              </p>
            </li>
          );
        })}
      </ol>
    </Card>
  );
}
