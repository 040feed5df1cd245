"use client";

import { useState } from "react";
import { BreakOffer } from "#components/care/break-offer.tsx";
import { useKeys } from "#components/keys/use-keys.ts";
import { useAnnounceQueue } from "#components/shell/current-queue.ts";
import type { CaseView } from "#lib/review/schema.ts";
import { loadParts, PracticeNote } from "./case-parts.tsx";
import { canTry, DeskCase } from "./desk-case.tsx";
import { DeskEmpty } from "./desk-empty.tsx";
import { DeskFooter } from "./desk-footer.tsx";
import { useDesk } from "./use-desk.ts";

/** The review desk: one case, everything a decision needs, and the next case already there. */
export function Desk({ initialCase }: { initialCase: CaseView }) {
  const desk = useDesk(initialCase, loadParts);
  const [marksOn, setMarksOn] = useState(true);
  const [whatIfOpen, setWhatIfOpen] = useState(false);
  useAnnounceQueue(initialCase.queue.slug);
  const { view } = desk;
  return (
    <div className="grid h-full grid-rows-[44px_minmax(0,1fr)_auto_30px]">
      {view ? (
        <DeskCase
          key={view.number}
          desk={desk}
          view={view}
          marksOn={marksOn}
          setMarksOn={setMarksOn}
          whatIfOpen={whatIfOpen}
          setWhatIfOpen={setWhatIfOpen}
        />
      ) : (
        <>
          <div className="border-b border-line" />
          <div className="overflow-y-auto">
            <div className="px-7 pt-5 max-md:px-3">
              <PracticeNote last={desk.state.last} />
            </div>
            <DeskEmpty desk={desk} />
          </div>
          <EmptyDeskKeys undo={desk.undoLast} lookAgain={desk.state.drained ? desk.askAgain : undefined} />
        </>
      )}
      <div>
        <BreakOffer deciding={desk.draft.choice !== null || desk.draft.note !== ""} />
      </div>
      <DeskFooter
        desk={desk}
        whatIfOpen={whatIfOpen}
        toggleWhatIf={canTry(view) ? () => setWhatIfOpen(!whatIfOpen) : undefined}
      />
    </div>
  );
}

/** With no case on the desk the last decision can still be taken back, and the queue asked again. */
function EmptyDeskKeys({ undo, lookAgain }: Record<"undo" | "lookAgain", (() => void) | undefined>) {
  useKeys("desk", { undo, lookAgain });
  return null;
}
