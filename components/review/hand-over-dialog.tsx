"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Dialog } from "#components/ui/dialog.tsx";
import { type Colleague, reviewApi } from "./api.ts";
import { ColleaguePicker } from "./colleague-picker.tsx";
import { queryKeys } from "./query-keys.ts";

type HandOverProps = {
  number: number;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onHandOver: (colleague: Colleague) => void;
};

/** Gives the case to a colleague. */
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
      <ColleaguePicker label={t("title")} nobody={t("nobody")} people={colleagues} onPick={onHandOver} />
    </Dialog>
  );
}
