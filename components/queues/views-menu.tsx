"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { fieldError } from "#components/api/problem.ts";
import { request } from "#components/api/request.ts";
import { useProblemText } from "#components/api/use-problem-text.ts";
import { queryKeys } from "#components/review/query-keys.ts";
import { FormError } from "#components/settings/form-error.tsx";
import { showToast } from "#components/toast/toast-store.ts";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { cx } from "#components/ui/cx.ts";
import { Checkbox, Field, Input } from "#components/ui/field.tsx";
import { Icon } from "#components/ui/icon.tsx";
import { Popover } from "#components/ui/popover.tsx";
import { Tag } from "#components/ui/tag.tsx";
import { filterToQuery, isNarrow } from "#lib/review/case-filter.ts";
import type { ViewSummary } from "#lib/review/view-schema.ts";
import type { CaseFilterState } from "./use-case-filter.ts";

type ViewsProps = { slug: string; state: CaseFilterState; mayShare: boolean };
type Write = { path: string; method: "POST" | "PATCH" | "DELETE"; body?: unknown };

/** Whether two filters let the same through. */
const same = (a: CaseFilterState["filter"], b: CaseFilterState["filter"]) =>
  JSON.stringify(filterToQuery(a)) === JSON.stringify(filterToQuery(b));

/** Filters kept under names: one's own, and those a lead shares. */
export function ViewsMenu({ slug, state, mayShare }: ViewsProps) {
  const t = useTranslations("views");
  const path = `/api/console/queues/${slug}/views`;
  const { data: views = [] } = useQuery({
    queryKey: queryKeys.views(slug),
    queryFn: () => request<{ views: ViewSummary[] }>(path).then((answer) => answer.views),
    staleTime: 30_000,
  });
  const current = views.find((view) => same(view.filter, state.filter));
  return (
    <Popover
      label={t("title")}
      trigger={
        <button type="button" className={cx(buttonClass("default", "sm"), "max-w-48 gap-1")}>
          <bdi className="truncate">{current?.name ?? t("title")}</bdi>
          <Icon name="chevronDown" className="size-3.5 text-ink-3" />
        </button>
      }
    >
      <div className="grid gap-3">
        {views.length === 0 ? (
          <p className="text-ink-2">{t("empty")}</p>
        ) : (
          <ul aria-label={t("title")} className="grid max-h-72 gap-0.5 overflow-y-auto">
            {views.map((view) => (
              <ViewRow
                key={view.id}
                view={view}
                slug={slug}
                path={path}
                state={state}
                current={view === current}
              />
            ))}
          </ul>
        )}
        {isNarrow(state.filter) && !current ? (
          <SaveView slug={slug} path={path} state={state} mayShare={mayShare} />
        ) : null}
      </div>
    </Popover>
  );
}

function useWrite(slug: string, quiet = false) {
  const client = useQueryClient();
  const problemText = useProblemText();
  return useMutation({
    mutationFn: ({ path, method, body }: Write) =>
      request<unknown>(path, { method, ...(body === undefined ? {} : { body }) }),
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.views(slug) }),
    onError: (error) => {
      if (!quiet) showToast({ tone: "bad", text: problemText(error) });
    },
  });
}

type RowProps = { view: ViewSummary; slug: string; path: string; state: CaseFilterState; current: boolean };

function ViewRow({ view, slug, path, state, current }: RowProps) {
  const t = useTranslations("views");
  const write = useWrite(slug);
  const { name } = view;
  return (
    <li className="flex flex-wrap items-center gap-1.5 rounded-md px-1 py-0.5 hover:bg-hover">
      <button
        type="button"
        aria-current={current ? "true" : undefined}
        onClick={() => state.apply(view.filter)}
        className={cx("min-w-0 flex-1 truncate rounded-[4px] py-0.5 text-start", current && "font-semibold")}
      >
        <bdi>{name}</bdi>
      </button>
      {view.shared ? (
        <Tag {...(view.mine ? {} : { title: t("sharedBy", { name: view.ownerName }) })}>{t("shared")}</Tag>
      ) : null}
      <button
        type="button"
        aria-pressed={view.opensByDefault}
        aria-label={t("opensLabel", { name })}
        disabled={write.isPending}
        onClick={() =>
          write.mutate({ path, method: "PATCH", body: { viewId: view.opensByDefault ? null : view.id } })
        }
        className={cx(buttonClass("quiet", "sm"), "px-1.5", view.opensByDefault && "text-accent")}
      >
        {view.opensByDefault ? t("opens") : t("open")}
      </button>
      {view.mayDelete ? (
        <button
          type="button"
          aria-label={t("delete", { name })}
          disabled={write.isPending}
          onClick={() => write.mutate({ path: `/api/console/views/${view.id}`, method: "DELETE" })}
          className={cx(buttonClass("quiet", "sm"), "px-1")}
        >
          <Icon name="close" className="size-3.5" />
        </button>
      ) : null}
    </li>
  );
}

function SaveView({ slug, path, state, mayShare }: ViewsProps & { path: string }) {
  const t = useTranslations("views");
  const save = useWrite(slug, true);
  const [name, setName] = useState("");
  const [shared, setShared] = useState(false);
  function submit(event: FormEvent) {
    event.preventDefault();
    save.mutate({ path, method: "POST", body: { name, shared, filter: state.filter } });
  }
  return (
    <form onSubmit={submit} className="grid gap-2 border-t border-line pt-3">
      <Field label={t("name")} error={fieldError(save.error, "name") ? t("taken") : undefined}>
        {(control) => (
          <Input
            {...control}
            dir="auto"
            required
            maxLength={60}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      {mayShare ? (
        <Checkbox label={t("share")} checked={shared} onChange={(event) => setShared(event.target.checked)} />
      ) : null}
      <FormError error={save.error} />
      <Button type="submit" variant="primary" className="justify-self-end" disabled={save.isPending}>
        {t("save")}
      </Button>
    </form>
  );
}
