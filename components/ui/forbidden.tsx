import Link from "next/link";
import { useTranslations } from "next-intl";
import { buttonClass } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";

/** A page that exists but is not this person's to open. */
export function Forbidden() {
  const t = useTranslations("error");
  return (
    <EmptyState
      title={t("forbiddenTitle")}
      action={
        <Link href="/" className={buttonClass()}>
          {t("home")}
        </Link>
      }
    >
      {t("forbiddenDetail")}
    </EmptyState>
  );
}
