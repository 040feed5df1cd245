"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { LABEL_COMMANDS } from "#components/keys/keymap.ts";
import { useKeyLabel } from "#components/keys/keymap-context.tsx";
import { useKeys } from "#components/keys/use-keys.ts";
import { ItemText } from "#components/review/item-text.tsx";
import { useVeil } from "#components/review/use-veil.ts";
import { Button } from "#components/ui/button.tsx";
import type { ProjectView, TaskView } from "#lib/annotation/schema.ts";
import { LabelButton } from "./label-button.tsx";
import { SkipDialog } from "./skip-dialog.tsx";
import type { LabellingState } from "./use-labelling.ts";

type LabelTaskProps = { project: ProjectView; task: TaskView; state: LabellingState };

/** One text and its labels. Begins anew with each task. */
export function LabelTask({ project, task, state }: LabelTaskProps) {
  const t = useTranslations("annotate.labelling");
  const key = useKeyLabel();
  const [shownAt] = useState(() => Date.now());
  // Null until something is said: an Enter too early must not count as "none of these".
  const [chosen, setChosen] = useState<string[] | null>(task.labels.length > 0 ? task.labels : null);
  const [asked, setAsked] = useState(false);
  const [skipping, setSkipping] = useState(false);
  const veil = useVeil(task.severity, false, () => undefined);
  const toggle = (label: string) =>
    setChosen((now) => (now?.includes(label) ? now.filter((one) => one !== label) : [...(now ?? []), label]));
  const submit = () => {
    if (chosen === null) setAsked(true);
    else state.submit(task, chosen, (Date.now() - shownAt) / 1000);
  };
  const digits = Object.fromEntries(
    LABEL_COMMANDS.map((command, index) => {
      const label = project.labels[index]?.label;
      return [command, label ? () => toggle(label) : undefined];
    }),
  );
  useKeys(
    "annotate",
    {
      ...digits,
      none: () => setChosen([]),
      submit,
      skip: () => setSkipping(true),
      undo: state.undo,
      undoToo: state.undo,
      reveal: veil.holdable ? () => veil.hold("full") : undefined,
    },
    { reveal: veil.letGo },
  );
  return (
    <article aria-label={t("task")} className="mx-auto grid max-w-2xl gap-5">
      <ItemText
        scope="annotate"
        text={task.text}
        language={task.language}
        explanation={undefined}
        veil={veil}
      />
      <fieldset className="grid grid-cols-2 gap-1.5 sm:grid-cols-3 xl:grid-cols-4">
        <legend className="sr-only">{t("labels")}</legend>
        {project.labels.map(({ label, name, description }, index) => (
          <LabelButton
            key={label}
            name={name}
            hint={description}
            hotkey={LABEL_COMMANDS[index] ? key("annotate", LABEL_COMMANDS[index]) : ""}
            on={chosen?.includes(label) === true}
            onToggle={() => toggle(label)}
          />
        ))}
        <LabelButton
          name={t("none")}
          hotkey={key("annotate", "none")}
          on={chosen?.length === 0}
          onToggle={() => setChosen([])}
        />
      </fieldset>
      <div className="flex items-center gap-2">
        <p role="status" className="min-w-0 flex-1 text-xs text-ink-2">
          {asked && chosen === null ? t("chooseFirst") : ""}
        </p>
        <Button hint={key("annotate", "skip")} onClick={() => setSkipping(true)}>
          {t("skip")}
        </Button>
        <Button variant="primary" hint={key("annotate", "submit")} onClick={submit}>
          {t("submit")}
        </Button>
      </div>
      <SkipDialog
        open={skipping}
        onOpenChange={setSkipping}
        onSkip={(reason) => {
          setSkipping(false);
          void state.skip(task, reason);
        }}
      />
    </article>
  );
}
