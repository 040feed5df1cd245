import { useLocale, useTranslations } from "next-intl";
import type { FormProblem } from "#lib/appeals/index.ts";
import { APPEAL_LIMITS } from "#lib/appeals/schema.ts";

type AppealFormProps = { token: string; draft: string; problem: Exclude<FormProblem, "link"> | null };

/** A plain form: it is sent and answered with no script at all. */
export function AppealForm({ token, draft, problem }: AppealFormProps) {
  const t = useTranslations("appeal");
  const locale = useLocale();
  const count = APPEAL_LIMITS.statementCharacters;
  // Words that are too long must fit into the field to be shortened.
  const limit = draft.length > count ? undefined : count;
  return (
    <form method="post" action={`/api/appeals/${encodeURIComponent(token)}`} className="grid gap-[18px]">
      <input type="hidden" name="lang" value={locale} />
      <div className="grid gap-1.5">
        <label htmlFor="statement" className="font-semibold">
          {t("label")}
        </label>
        {problem ? (
          <p id="statement-problem" role="alert" className="text-bad">
            {t(`problem.${problem}`, { count })}
          </p>
        ) : null}
        <textarea
          id="statement"
          name="statement"
          dir="auto"
          rows={5}
          required
          maxLength={limit}
          defaultValue={draft}
          aria-describedby={problem ? "statement-problem statement-hint" : "statement-hint"}
          aria-invalid={problem === "empty" || problem === "too_long" || undefined}
          className="min-h-[120px] w-full rounded-lg border border-line-field bg-bg px-2.5 py-2.5 text-lg aria-invalid:border-bad"
        />
        <p id="statement-hint" className="text-ink-2">
          {t("hint", { count })}
        </p>
      </div>
      <button
        type="submit"
        className="flex h-[46px] items-center justify-center rounded-md border border-accent bg-accent text-lg text-accent-ink hover:brightness-110"
      >
        {t("submit")}
      </button>
    </form>
  );
}
