"use client";

import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";

type ErrorStateProps = {
  title?: string;
  detail?: string | undefined;
  reference?: string | undefined;
  onRetry?: () => void;
};

export function ErrorState({ title, detail, reference, onRetry }: ErrorStateProps) {
  const t = useTranslations("error");
  return (
    <div role="alert" className="grid content-start justify-items-center gap-2 px-6 py-16 text-center">
      <h2 className="text-base font-semibold">{title ?? t("title")}</h2>
      <p className="max-w-md text-ink-2">{detail ?? t("detail")}</p>
      {reference ? (
        <p className="text-xs text-ink-3">
          {t("reference")} <code className="font-mono">{reference}</code>
        </p>
      ) : null}
      {onRetry ? (
        <Button className="mt-2" onClick={onRetry}>
          {t("retry")}
        </Button>
      ) : null}
    </div>
  );
}
