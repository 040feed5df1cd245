"use client";

import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useKeyLabel } from "#components/keys/keymap-context.tsx";
import { Countdown } from "#components/time/countdown.tsx";
import { Button } from "#components/ui/button.tsx";
import type { CaseView } from "#lib/review/schema.ts";
import type { Desk } from "./use-desk.ts";

/** Decided cases alone have it. */
const UndoButton = dynamic(
  () => import("#components/decisions/undo-button.tsx").then((module) => module.UndoButton),
  { loading: () => null },
);

/** What stands between the reader and a decision, if anything does, and the way past it. */
export function ClaimPrompt({ desk, view }: { desk: Desk; view: CaseView }) {
  const t = useTranslations("claim");
  const { claimState, claims } = desk;
  const key = useKeyLabel();
  const claimKey = key("desk", "claim");
  const wrote = desk.draft.note !== "" || desk.draft.privateNote !== "";
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
        <p className="flex-1">{wrote ? t("lapsedWithNote") : t("lapsed")}</p>
        <Button variant="primary" hint={claimKey} disabled={claims.busy} onClick={claims.claim}>
          {t("again")}
        </Button>
      </div>
    );
  }
  if (claimState === "held" && view.claim && view.hold) {
    return (
      <div className="grid gap-1.5">
        <div className="flex items-center gap-2">
          <p className="flex-1 text-ink-2">
            {t("held")} <Countdown until={view.claim.expiresAt} />
          </p>
          <Button
            variant="primary"
            hint={key("desk", "resume")}
            disabled={claims.busy}
            onClick={claims.resume}
          >
            {t("resume")}
          </Button>
        </div>
        <HoldReason reason={view.hold.reason} />
      </div>
    );
  }
  if (claimState === "theirs" && view.claim) {
    return (
      <div className="grid gap-1.5">
        <div className="flex items-center gap-2">
          <p className="flex-1 text-ink-2">
            {t(view.hold ? "theirsHeld" : "theirs", { name: view.claim.userName })}{" "}
            <Countdown until={view.claim.expiresAt} />
          </p>
          {may("take_over") ? (
            <Button hint={claimKey} disabled={claims.busy} onClick={claims.claim}>
              {t("takeOver")}
            </Button>
          ) : null}
        </div>
        {view.hold ? <HoldReason reason={view.hold.reason} /> : null}
        {wrote ? <p className="text-xs text-ink-3">{t("wordsKept")}</p> : null}
      </div>
    );
  }
  return (
    <div className="flex items-center gap-2">
      <p className="flex-1 text-ink-2">{t(wrote ? "freeWithNote" : "free")}</p>
      {may("claim") || may("take_over") ? (
        <Button variant="primary" hint={claimKey} disabled={claims.busy} onClick={claims.claim}>
          {t("claim")}
        </Button>
      ) : null}
    </div>
  );
}

/** In the words of who put it on hold. */
function HoldReason({ reason }: { reason: string }) {
  return (
    <p dir="auto" className="border-s-2 border-hold ps-2.5 break-words text-ink-2">
      {reason}
    </p>
  );
}
