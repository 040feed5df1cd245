import Link from "next/link";
import { useTranslations } from "next-intl";
import { buttonClass } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";

export function NotFoundState() {
  const t = useTranslations("error");
  return (
    <EmptyState
      title={t("notFoundTitle")}
      action={
        <Link href="/" className={buttonClass()}>
          {t("home")}
        </Link>
      }
    >
      {t("notFoundDetail")}
    </EmptyState>
  );
}
