"use client";

import { Command } from "cmdk";
import { useTranslations } from "next-intl";
import { useProblemText } from "#components/api/use-problem-text.ts";
import { Button } from "#components/ui/button.tsx";
import type { Colleague } from "./api.ts";

type ColleaguePickerProps = {
  label: string;
  /** Said where nobody fits. */
  nobody: string;
  people: {
    data: Colleague[] | undefined;
    isPending: boolean;
    error: unknown;
    refetch: () => unknown;
  };
  onPick: (colleague: Colleague) => void;
};

/** Choose a colleague by typing a few letters. */
export function ColleaguePicker({ label, nobody, people, onPick }: ColleaguePickerProps) {
  const t = useTranslations("desk.colleague");
  const problemText = useProblemText();
  if (people.error)
    return (
      <div role="alert" className="flex items-center gap-2 py-2">
        <p className="flex-1 text-bad">{problemText(people.error)}</p>
        <Button onClick={() => void people.refetch()}>{t("retry")}</Button>
      </div>
    );
  return (
    <Command label={label} loop>
      <Command.Input
        placeholder={t("search")}
        className="mb-2 h-8 w-full rounded-md border border-line-field bg-panel px-2.5 placeholder:text-ink-3 pointer-coarse:h-10"
      />
      <Command.List className="max-h-64 overflow-y-auto">
        <Command.Empty className="px-2 py-4 text-ink-2">
          {people.isPending ? t("loading") : nobody}
        </Command.Empty>
        {people.data?.map((colleague) => (
          <Command.Item
            key={colleague.id}
            value={`${colleague.name} ${colleague.id}`}
            onSelect={() => onPick(colleague)}
            className="cursor-default rounded-md px-2 py-1.5 data-[selected=true]:bg-hover pointer-coarse:py-2.5"
          >
            <bdi>{colleague.name}</bdi>
          </Command.Item>
        ))}
      </Command.List>
    </Command>
  );
}
