"use client";

import { useQuery } from "@tanstack/react-query";
import { Command } from "cmdk";
import { useTranslations } from "next-intl";
import { Dialog } from "#components/ui/dialog.tsx";
import { type Colleague, reviewApi } from "./api.ts";
import { queryKeys } from "./query-keys.ts";

type HandOverProps = {
  number: number;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onHandOver: (colleague: Colleague) => void;
};

/** Choose a colleague by typing a few letters. */
export function HandOverDialog({ number, open, onOpenChange, onHandOver }: HandOverProps) {
  const t = useTranslations("desk.handOver");
  const colleagues = useQuery({
    queryKey: queryKeys.colleagues(number),
    queryFn: () => reviewApi.colleagues(number),
    enabled: open,
    staleTime: 60_000,
  });
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t("title")} description={t("description")}>
      <Command label={t("title")} loop>
        <Command.Input
          placeholder={t("search")}
          className="mb-2 h-8 w-full rounded-md border border-line-field bg-panel px-2.5 placeholder:text-ink-3 pointer-coarse:h-10"
        />
        <Command.List className="max-h-64 overflow-y-auto">
          <Command.Empty className="px-2 py-4 text-ink-2">
            {colleagues.isPending ? t("loading") : t("nobody")}
          </Command.Empty>
          {colleagues.data?.map((colleague) => (
            <Command.Item
              key={colleague.id}
              value={`${colleague.name} ${colleague.id}`}
              onSelect={() => onHandOver(colleague)}
              className="cursor-default rounded-md px-2 py-1.5 data-[selected=true]:bg-hover pointer-coarse:py-2.5"
            >
              <bdi>{colleague.name}</bdi>
            </Command.Item>
          ))}
        </Command.List>
      </Command>
    </Dialog>
  );
}
