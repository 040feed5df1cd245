"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { request } from "#components/api/request.ts";
import { useProblemText } from "#components/api/use-problem-text.ts";
import { queryKeys } from "#components/review/query-keys.ts";
import { showToast } from "#components/toast/toast-store.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Table, Td, Th } from "#components/ui/table.tsx";
import { Tag } from "#components/ui/tag.tsx";
import { Tooltip } from "#components/ui/tooltip.tsx";
import type { RuleRow } from "#lib/rules/list-rules.ts";
import { RuleStateTag } from "./rule-state-tag.tsx";
import { type Choices, useRuleWords } from "./rule-words.ts";

type Props = { initial: RuleRow[]; queues: Choices["queues"]; mayOrder: boolean };

/** Hits come in all day: the table asks again this often, milliseconds. */
const FRESH_MS = 30_000;

/** The rules in the order in which they are asked. */
export function RulesTable({ initial, queues, mayOrder }: Props) {
  const t = useTranslations("rules");
  const client = useQueryClient();
  const problemText = useProblemText();
  const key = queryKeys.area("rules");
  const { data } = useQuery({
    queryKey: key,
    queryFn: () => request<{ rules: RuleRow[] }>("/api/console/rules"),
    initialData: { rules: initial },
    refetchInterval: FRESH_MS,
  });
  const order = useMutation({
    mutationFn: (body: { seen: string[]; order: string[] }) =>
      request("/api/console/rules/order", { method: "PUT", body }),
    onError: (error) => showToast({ tone: "bad", text: problemText(error) }),
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  });
  const rules = data.rules;
  const moveTo = (from: number, to: number) => {
    const seen = rules.map(({ id }) => id);
    const moved = seen.toSpliced(from, 1).toSpliced(to, 0, seen[from] ?? "");
    order.mutate({ seen, order: moved });
  };
  if (rules.length === 0) return <EmptyState title={t("emptyTitle")}>{t("emptyDetail")}</EmptyState>;
  return (
    <div className="grid gap-3">
      <Card className="overflow-hidden">
        <Table label={t("title")}>
          <thead>
            <tr>
              <Th end>{t("order")}</Th>
              <Th>{t("name")}</Th>
              <Th>{t("stateColumn")}</Th>
              <Th className="max-md:hidden">{t("then")}</Th>
              <Th end>{t("hits")}</Th>
              <Th>{t("rate")}</Th>
              {mayOrder ? <Th /> : null}
            </tr>
          </thead>
          <tbody className="[&>tr:last-child>td]:border-b-0">
            {rules.map((rule, index) => (
              <Row key={rule.id} rule={rule} nth={index + 1} queues={queues}>
                {mayOrder ? (
                  <Td end className="whitespace-nowrap">
                    <Button
                      size="sm"
                      variant="quiet"
                      aria-label={`${t("up")}: ${rule.name}`}
                      disabled={index === 0 || order.isPending}
                      onClick={() => moveTo(index, index - 1)}
                    >
                      ↑
                    </Button>
                    <Button
                      size="sm"
                      variant="quiet"
                      aria-label={`${t("down")}: ${rule.name}`}
                      disabled={index === rules.length - 1 || order.isPending}
                      onClick={() => moveTo(index, index + 1)}
                    >
                      ↓
                    </Button>
                  </Td>
                ) : null}
              </Row>
            ))}
          </tbody>
        </Table>
      </Card>
      <p className="max-w-[90ch] text-xs text-ink-3">{t("test")}</p>
    </div>
  );
}

type RowProps = { rule: RuleRow; nth: number; queues: Choices["queues"]; children: React.ReactNode };

function Row({ rule, nth, queues, children }: RowProps) {
  const t = useTranslations("rules");
  const format = useFormatter();
  const words = useRuleWords({ queues });
  return (
    <tr className="hover:bg-hover">
      <Td end className="text-ink-3">
        {format.number(nth)}
      </Td>
      <Td>
        <Link href={`/rules/${rule.id}`} prefetch={false} className="font-semibold hover:underline">
          <bdi>{rule.name}</bdi>
        </Link>
      </Td>
      <Td>
        <RuleStateTag rule={rule} />
      </Td>
      <Td className="text-ink-2 max-md:hidden">
        {rule.content.actions.map(words.action).join(" · ")}
        {rule.content.stop ? ` · ${t("does.stop")}` : ""}
      </Td>
      <Td end>
        {rule.state === "live" ? format.number(rule.hits) : ""}
        {rule.shadowHits === null ? "" : ` ${t("shadowHits", { hits: rule.shadowHits })}`}
      </Td>
      <Td>
        <Rate rule={rule} />
      </Td>
      {children}
    </tr>
  );
}

function Rate({ rule }: { rule: RuleRow }) {
  const t = useTranslations("rules");
  const format = useFormatter();
  if (!rule.rate) return null;
  const { recent, before, p, alarm } = rule.rate;
  const share = ({ hits, items }: { hits: number; items: number }) =>
    items === 0 ? t("noItems") : format.number(hits / items, { style: "percent", maximumFractionDigits: 2 });
  const told = t("rateDetail", {
    hits: format.number(recent.hits),
    items: format.number(recent.items),
    hitsBefore: format.number(before.hits),
    itemsBefore: format.number(before.items),
    p: format.number(p, { maximumSignificantDigits: 2 }),
  });
  return (
    <Tooltip text={told}>
      <button type="button" aria-label={told} className="cursor-default rounded-full tabular-nums">
        {alarm ? (
          <Tag tone="bad" dot>
            {t("jumped", { now: share(recent), before: share(before) })}
          </Tag>
        ) : (
          <span className="text-ink-2">{share(recent)}</span>
        )}
      </button>
    </Tooltip>
  );
}
