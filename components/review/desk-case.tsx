"use client";

import dynamic from "next/dynamic";
import { useFormatter, useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { EmergencyButton, EmergencyOnDesk } from "#components/escalation/emergency-on-desk.tsx";
import { useEmergency } from "#components/escalation/use-emergency.ts";
import type { CaseView } from "#lib/review/schema.ts";
import { AlikeCard } from "./alike-card.tsx";
import { AuthorCard } from "./author-card.tsx";
import {
  AppealCard,
  KnownMatches,
  LookCard,
  PracticeNote,
  QuestionsCard,
  ReportsList,
  TeamNotes,
} from "./case-parts.tsx";
import { DecisionList } from "./decision-list.tsx";
import { DecisionPanel } from "./decision-panel.tsx";
import { DeskPanels } from "./desk-panels.tsx";
import { DeskTopBar } from "./desk-top-bar.tsx";
import { ItemCard } from "./item-card.tsx";
import { isAskedOf } from "./open-question.ts";
import { PolicyCard } from "./policy-card.tsx";
import { SignalsCard } from "./signals-card.tsx";
import { useAlike } from "./use-alike.ts";
import { useCaseContext } from "./use-case-context.ts";
import type { Desk } from "./use-desk.ts";
import { useDeskKeys } from "./use-desk-keys.ts";
import { useMarks } from "./use-marks.ts";
import { usePanels } from "./use-panels.ts";
import { useVeil } from "./use-veil.ts";
import { WhyHere } from "./why-here.tsx";

type DeskCaseProps = {
  desk: Desk;
  view: CaseView;
  marksOn: boolean;
  setMarksOn: (on: boolean) => void;
  whatIfOpen: boolean;
  setWhatIfOpen: (open: boolean) => void;
};

/** Loaded when first opened: most cases are decided without it. */
const WhatIfPanel = dynamic(
  () => import("#components/preview/what-if-panel.tsx").then((module) => module.WhatIfPanel),
  { ssr: false },
);

const HandOverDialog = dynamic(
  () => import("./hand-over-dialog.tsx").then((module) => module.HandOverDialog),
  { ssr: false },
);
const HoldDialog = dynamic(() => import("./hold-dialog.tsx").then((module) => module.HoldDialog), {
  ssr: false,
});
const AskDialog = dynamic(() => import("./ask-dialog.tsx").then((module) => module.AskDialog), {
  ssr: false,
});

/** Whether other words can be tried here: a blind case stays without hints from any model. */
export function canTry(view: CaseView | null): boolean {
  return view !== null && !view.blind && view.item.text.trim() !== "";
}

/** One case on the desk. Its veil, its marks and its dialogs begin anew with each case. */
export function DeskCase(props: DeskCaseProps) {
  const { desk, view, marksOn, setMarksOn, whatIfOpen, setWhatIfOpen } = props;
  const t = useTranslations("desk");
  const format = useFormatter();
  const noteRef = useRef<HTMLTextAreaElement>(null);
  const privateNoteRef = useRef<HTMLTextAreaElement>(null);
  const [handingOver, setHandingOver] = useState(false);
  const [holding, setHolding] = useState(false);
  const [asking, setAsking] = useState(false);
  const veil = useVeil(
    view.severity,
    view.item.media.some(({ frames }) => frames.length > 0),
    desk.countReveal,
  );
  const marks = useMarks(view, marksOn, setMarksOn, veil.shown);
  const context = useCaseContext(view);
  const panels = usePanels(view, (useAlike(view).data?.items.length ?? 0) > 0, Boolean(context?.account));
  const cited = view.policies.find((policy) => policy.code === desk.draft.policyCode) ?? view.policies[0];
  const title = t("caseTitle", { number: format.number(view.number) });
  useEffect(() => {
    document.title = `${title} · Docket`;
  }, [title]);
  const emergency = useEmergency(view);
  const toggleWhatIf = canTry(view) ? () => setWhatIfOpen(!whatIfOpen) : undefined;
  useDeskKeys({
    desk,
    veil,
    marks,
    noteRef,
    privateNoteRef,
    openHandOver: () => setHandingOver(true),
    openHold: () => setHolding(true),
    openAsk: () => setAsking(true),
    toggleWhatIf,
  });
  return (
    <>
      <DeskTopBar
        desk={desk}
        view={view}
        onHandOver={() => setHandingOver(true)}
        onHold={() => setHolding(true)}
        onAsk={() => setAsking(true)}
      />
      <div className="grid min-h-0 grid-cols-[minmax(0,1fr)_372px] grid-rows-[minmax(0,1fr)_auto] max-lg:grid-cols-[minmax(0,1fr)_320px] max-md:grid-cols-[minmax(0,1fr)]">
        <div className="max-md:min-h-0 max-md:overflow-y-auto md:contents">
          <div className="flex flex-col gap-3.5 px-7 py-5 max-md:px-3 max-md:py-3 md:row-span-2 md:overflow-y-auto">
            {desk.state.last?.result?.practice ? <PracticeNote last={desk.state.last} /> : null}
            <WhyHere view={view}>
              <EmergencyButton emergency={emergency} />
            </WhyHere>
            <EmergencyOnDesk emergency={emergency} view={view} />
            {isAskedOf(view) ? <QuestionsCard view={view} /> : null}
            {view.look ? <LookCard desk={desk} view={view} /> : null}
            {view.appeal ? <AppealCard appeal={view.appeal} /> : null}
            <ItemCard view={view} veil={veil} marks={marks} panels={panels} />
            {view.questions.length > 0 && !isAskedOf(view) ? <QuestionsCard view={view} /> : null}
            <AlikeCard view={view} onCompare={() => panels.open("alike")} />
            {view.knownMatches.length > 0 ? <KnownMatches view={view} /> : null}
            {whatIfOpen && canTry(view) ? (
              <WhatIfPanel view={view} shown={veil.shown} close={() => setWhatIfOpen(false)} />
            ) : null}
            <SignalsCard view={view} marks={marks} />
          </div>
          <aside
            aria-label={t("context")}
            className="flex flex-col gap-4 border-line bg-panel px-4 py-3.5 max-md:border-t md:overflow-y-auto md:border-s"
          >
            <PolicyCard policy={cited} />
            {view.blind ? (
              <p className="text-ink-2">{t("blindDetail")}</p>
            ) : (
              <>
                <DecisionList title={t("decisionsHere")} decisions={view.decisions} />
                {context?.account ? (
                  <TeamNotes
                    view={view}
                    account={context.account}
                    writing={panels.noting}
                    setWriting={panels.setNoting}
                    fieldRef={panels.noteFieldRef}
                  />
                ) : null}
                <AuthorCard
                  account={view.account}
                  context={context?.account ?? null}
                  onMore={() => panels.open("author")}
                />
                <DecisionList title={t("history")} decisions={view.history} empty={t("noHistory")} />
                {view.reports.length > 0 ? <ReportsList reports={view.reports} /> : null}
              </>
            )}
          </aside>
        </div>
        <div className="border-line md:col-start-2 md:border-s">
          <DecisionPanel desk={desk} view={view} noteRef={noteRef} privateNoteRef={privateNoteRef} />
        </div>
      </div>
      <DeskPanels view={view} veil={veil} panels={panels} />
      {asking ? <AskDialog number={view.number} onClose={() => setAsking(false)} /> : null}
      {holding ? (
        <HoldDialog
          onClose={() => setHolding(false)}
          onHold={(reason, minutes) => {
            setHolding(false);
            void desk.claims.hold(reason, minutes);
          }}
        />
      ) : null}
      {handingOver ? (
        <HandOverDialog
          number={view.number}
          open
          onOpenChange={setHandingOver}
          onHandOver={(colleague) => {
            setHandingOver(false);
            void desk.claims.handOver(colleague.id, colleague.name);
          }}
        />
      ) : null}
    </>
  );
}
