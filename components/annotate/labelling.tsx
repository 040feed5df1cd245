"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useProblemText } from "#components/api/use-problem-text.ts";
import { useKeyLabel } from "#components/keys/keymap-context.tsx";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import { Meter } from "#components/ui/meter.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { ProjectView, TaskView } from "#lib/annotation/schema.ts";
import { Guidelines } from "./guidelines.tsx";
import { LabelTask } from "./label-task.tsx";
import { type LabellingState, useLabelling } from "./use-labelling.ts";

/** One text after another: the text in the middle, the labels under it, the guidelines beside it. */
export function Labelling({ project, first }: { project: ProjectView; first: TaskView | null }) {
  const t = useTranslations("annotate");
  const state = useLabelling(project, first);
  const { mine } = state;
  const key = useKeyLabel();
  // Those finished when the page came; what others finish meanwhile is for the next visit.
  const settled = project.done;
  return (
    <div className="grid h-full grid-rows-[44px_minmax(0,1fr)_30px]">
      <header className="flex min-w-0 items-center gap-3 border-b border-line px-4 max-md:px-3">
        <h1 className="min-w-0 truncate">
          <Link href="/annotate" prefetch={false} className="text-ink-2 hover:text-ink max-md:hidden">
            {t("title")}
          </Link>
          <span aria-hidden="true" className="px-1 text-ink-3 max-md:hidden">
            /
          </span>
          <Link href={`/annotate/${project.slug}`} prefetch={false} className="font-semibold hover:underline">
            <bdi>{project.name}</bdi>
          </Link>
        </h1>
        <span className="ms-auto flex shrink-0 items-center gap-3 text-ink-2">
          <span className="w-44 max-lg:w-20 max-sm:hidden">
            <Meter
              value={project.tasks > 0 ? settled / project.tasks : 0}
              tone="accent"
              label={t("progress", { done: settled, tasks: project.tasks })}
            />
          </span>
          <span className="whitespace-nowrap tabular-nums">
            {t("progress", { done: settled, tasks: project.tasks })}
          </span>
        </span>
      </header>
      <div className="grid min-h-0 grid-cols-[minmax(0,1fr)_320px] max-md:block max-md:overflow-y-auto">
        <div className="px-7 py-6 max-md:px-3 max-md:py-4 md:overflow-y-auto">
          <Middle project={project} state={state} />
        </div>
        <Guidelines project={project} mine={mine} />
      </div>
      <footer className="flex items-center gap-4 overflow-hidden border-t border-line bg-sunk px-4 text-xs whitespace-nowrap text-ink-3">
        <span>{t("labelling.today", { count: mine.today })}</span>
        <span className="max-md:hidden">{t("labelling.inProject", { count: mine.answered })}</span>
        <span className="flex-1" />
        {state.undo ? (
          <button
            type="button"
            className="flex items-center gap-1.5 text-accent underline-offset-2 hover:underline"
            onClick={state.undo}
          >
            {t("labelling.undo")} <Kbd>{key("annotate", "undo")}</Kbd>
          </button>
        ) : null}
        <span role="status" className="max-md:sr-only">
          {state.task ? t(state.nextReady ? "labelling.nextReady" : "labelling.noNext") : ""}
        </span>
        <Kbd>{key("global", "help")}</Kbd>
      </footer>
    </div>
  );
}

function Middle({ project, state }: { project: ProjectView; state: LabellingState }) {
  const t = useTranslations("annotate.labelling");
  const problemText = useProblemText();
  if (state.task) return <LabelTask key={state.task.id} project={project} task={state.task} state={state} />;
  if (state.error) return <ErrorState detail={problemText(state.error)} onRetry={state.again} />;
  if (!state.drained)
    return (
      <div role="status" aria-label={t("searching")} className="mx-auto grid max-w-2xl gap-3">
        <Skeleton className="w-full" />
        <Skeleton className="w-4/5" />
        <Skeleton className="mt-4 h-10 w-full" />
      </div>
    );
  return (
    <EmptyState
      title={t(project.state === "active" ? "emptyTitle" : "pausedTitle")}
      action={
        <>
          <Button variant="primary" onClick={state.again}>
            {t("again")}
          </Button>
          <Link href="/annotate" className={buttonClass()}>
            {t("projects")}
          </Link>
        </>
      }
    >
      {t("emptyDetail", { count: state.mine.today })}
    </EmptyState>
  );
}
