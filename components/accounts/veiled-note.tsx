"use client";

import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";

/** Says that the texts under it are veiled, with the way to read them; nothing where they are not. */
export function VeiledNote({ shown, show }: { shown: boolean; show: () => void }) {
  const t = useTranslations("account");
  if (shown) return null;
  return (
    <p className="mb-3 flex flex-wrap items-center gap-2 text-ink-2">
      {t("veiled")}
      <Button size="sm" onClick={show}>
        {t("showTexts")}
      </Button>
    </p>
  );
}
