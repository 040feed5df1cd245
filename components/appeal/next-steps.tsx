import { useFormatter, useTranslations } from "next-intl";
import type { AppealPage } from "#lib/appeals/index.ts";
import { Box } from "./appeal-layout.tsx";

/** What happens after an appeal is sent, and where else its author can turn (Art. 17(3)(f) DSA). */
export function NextSteps({ page }: { page: AppealPage }) {
  const t = useTranslations("appeal");
  const format = useFormatter();
  const { appeal } = page;
  return (
    <Box title={t("next")}>
      <ol className="list-decimal space-y-1 ps-6 [&:lang(fa)]:list-[persian]">
        <li>{t("steps.person")}</li>
        <li>
          {appeal
            ? t("steps.answerBy", {
                date: format.dateTime(new Date(appeal.answerBy), { dateStyle: "long" }),
              })
            : t("steps.answer", { hours: page.answerHours })}
        </li>
        <li>{t("steps.restore")}</li>
      </ol>
      <p className="text-ink-2">{t("court")}</p>
    </Box>
  );
}
