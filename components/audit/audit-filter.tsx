import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { Input } from "#components/ui/field.tsx";

/** A plain form: the filter is the address. */
export function AuditFilter({ subject }: { subject: string }) {
  const t = useTranslations("audit");
  return (
    <form action="/audit" className="flex flex-wrap items-center gap-2">
      <Input
        name="subject"
        type="search"
        dir="ltr"
        defaultValue={subject}
        aria-label={t("subject")}
        placeholder={t("subjectHint")}
        className="w-64! max-w-full"
      />
      <Button type="submit">{t("filter")}</Button>
      {subject ? (
        <Link href="/audit" className={buttonClass("quiet")}>
          {t("clear")}
        </Link>
      ) : null}
    </form>
  );
}
