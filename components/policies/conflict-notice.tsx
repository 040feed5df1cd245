"use client";

import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import type { PolicyContent } from "#lib/policy/policy-content.ts";
import type { DraftConflict } from "./use-policy-draft.ts";
import { VersionDiff } from "./version-diff.tsx";

type Props = {
  conflict: DraftConflict;
  mine: PolicyContent;
  busy: boolean;
  onOver: () => void;
  onTheirs: () => void;
};

/** Two people wrote in one draft: both texts are here, and a person says which one stays. */
export function ConflictNotice({ conflict, mine, busy, onOver, onTheirs }: Props) {
  const t = useTranslations("policyEdit.conflict");
  return (
    <div role="alert" className="grid gap-2 rounded-lg border border-warn bg-warn-soft px-3 py-2.5">
      <p className="font-semibold text-warn">{t("title", { name: conflict.by ?? t("somebody") })}</p>
      <p>{t("detail")}</p>
      <details className="rounded-md bg-panel px-3 py-2">
        <summary>{t("compare")}</summary>
        <div className="mt-2">
          <VersionDiff before={conflict.theirs.content} after={mine} />
        </div>
      </details>
      <div className="flex flex-wrap gap-2">
        <Button disabled={busy} onClick={onOver}>
          {t("over")}
        </Button>
        <Button disabled={busy} onClick={onTheirs}>
          {t("theirs")}
        </Button>
      </div>
    </div>
  );
}
