import { useTranslations } from "next-intl";
import { Tag } from "#components/ui/tag.tsx";
import type { RuleState } from "#lib/rules/schema.ts";

const TONES = { live: "ok", shadow: "accent", off: "neutral", draft: "neutral" } as const;

type Shown = { state: RuleState; liveVersion: number | null; shadowVersion: number | null };

/** Where a rule stands, and which of its versions is in force or watched. */
export function RuleStateTag({ rule }: { rule: Shown }) {
  const t = useTranslations("rules");
  const version = rule.liveVersion ?? rule.shadowVersion;
  return (
    <span className="inline-flex flex-wrap gap-1">
      <Tag tone={TONES[rule.state]} dot={rule.state === "live"}>
        {t(`state.${rule.state}`)}
        {version === null ? "" : ` ${t("v", { version })}`}
      </Tag>
      {rule.state === "live" && rule.shadowVersion !== null ? (
        <Tag tone="accent">{`${t("state.shadow")} ${t("v", { version: rule.shadowVersion })}`}</Tag>
      ) : null}
    </span>
  );
}
