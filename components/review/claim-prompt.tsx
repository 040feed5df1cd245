"use client";

import { useTranslations } from "next-intl";
import { UndoButton } from "#components/decisions/undo-button.tsx";
import { useKeyLabel } from "#components/keys/keymap-context.tsx";
import { Countdown } from "#components/time/countdown.tsx";
import { Button } from "#components/ui/button.tsx";
import type { CaseView } from "#lib/review/schema.ts";
import type { Desk } from "./use-desk.ts";

/** What stands between the reader and a decision, if anything does, and the way past it. */
export function ClaimPrompt({ desk, view }: { desk: Desk; view: CaseView }) {
  const t = useTranslations("claim");
  const { claimState, claims } = desk;
  const claimKey = useKeyLabel()("desk", "claim");
  const may = (right: CaseView["permitted"][number]) => view.permitted.includes(right);
  const { undo } = view;

  if (view.state === "decided") {
    return (
      <div className="flex items-center gap-2">
        <p className="flex-1 text-ink-2">{t("decided")}</p>
        {undo && may("undo") ? (
          <UndoButton
            told={false}
            silentUntil={undo.silentUntil}
            busy={desk.undoing}
            onPress={() => desk.undoShown(undo.decisionId)}
          />
        ) : null}
      </div>
    );
  }
  if (view.state === "cancelled") return <p className="text-ink-2">{t("cancelled")}</p>;
  if (view.tookPart) return <p className="text-ink-2">{t(view.look ? "tookPartInLook" : "tookPart")}</p>;
  if (claimState === "mine") {
    return desk.choices.length === 0 ? <p className="text-ink-2">{t("readOnly")}</p> : null;
  }
  if (claimState === "lapsed") {
    return (
      <div role="alert" className="flex items-center gap-2">
        <p className="flex-1">{desk.draft.note ? t("lapsedWithNote") : t("lapsed")}</p>
        <Button variant="primary" hint={claimKey} disabled={claims.busy} onClick={claims.claim}>
          {t("again")}
        </Button>
      </div>
    );
  }
  if (claimState === "theirs" && view.claim) {
    return (
      <div className="flex items-center gap-2">
        <p className="flex-1 text-ink-2">
          {t("theirs", { name: view.claim.userName })} <Countdown until={view.claim.expiresAt} />
        </p>
        {may("take_over") ? (
          <Button hint={claimKey} disabled={claims.busy} onClick={claims.claim}>
            {t("takeOver")}
          </Button>
        ) : null}
      </div>
    );
  }
  return (
    <div className="flex items-center gap-2">
      <p className="flex-1 text-ink-2">{t("free")}</p>
      {may("claim") || may("take_over") ? (
        <Button variant="primary" hint={claimKey} disabled={claims.busy} onClick={claims.claim}>
          {t("claim")}
        </Button>
      ) : null}
    </div>
  );
}
