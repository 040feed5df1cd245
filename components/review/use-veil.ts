"use client";

import { useEffect, useEffectEvent, useState } from "react";
import { isVeiled, useCare } from "#components/care/care-context.tsx";
import { clearer, isCovered, type PictureView, unaskedView } from "#components/care/picture-view.ts";

export type Veil = {
  veiled: boolean;
  shown: boolean;
  /** Put aside, not merely held open. */
  open: boolean;
  toggle: () => void;
  pictures: {
    view: PictureView;
    /** Whether they are blurred until asked for. */
    covered: boolean;
    any: boolean;
    /** Whether the person asked to see them so; if not, the preview model may keep one hidden. */
    asked: boolean;
    /** Shows them so until told otherwise, or as before where they are shown so already. */
    toggle: (view: "grey" | "full") => void;
  };
  /** Whether holding the key would show anything. */
  holdable: boolean;
  hold: (view: "grey" | "full") => void;
  letGo: () => void;
};

/**
 * The veil over one case's text and pictures, as this person has it: held open by a key, or put aside for as long as
 * the case is here. Every uncovering is counted.
 */
export function useVeil(severity: number, hasPictures: boolean, onReveal: () => void): Veil {
  const { inForce } = useCare();
  const veiled = isVeiled(severity, inForce);
  const unasked = unaskedView(inForce);
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState<"grey" | "full" | null>(null);
  const [held, setHeld] = useState<"grey" | "full" | null>(null);
  const shown = !veiled || open || held !== null;
  // Grey as a step on the way is for those who want grey; others see a picture as it is.
  const asked = (view: "grey" | "full" | null): PictureView =>
    view === null ? unasked : clearer(unasked, view === "grey" && !inForce.grey ? "full" : view);
  const view = clearer(asked(chosen), asked(held));
  const letGo = useEffectEvent(() => setHeld(null));
  useEffect(() => {
    // A key let go in another window sends no event here.
    const blur = () => letGo();
    window.addEventListener("blur", blur);
    return () => window.removeEventListener("blur", blur);
  }, []);
  return {
    veiled,
    shown,
    open,
    toggle: () => {
      if (!open && !shown) onReveal();
      setOpen(!open);
    },
    pictures: {
      view,
      covered: isCovered(unasked),
      any: hasPictures,
      asked: chosen !== null || held !== null,
      toggle: (wanted) => {
        // Where nothing is blurred by preference, the preview model may have hidden one all the same.
        if (chosen === null && held === null) onReveal();
        setChosen(chosen === wanted ? null : wanted);
      },
    },
    holdable: veiled || hasPictures,
    hold: (wanted) => {
      if ((veiled && !shown) || (hasPictures && chosen === null && held === null)) onReveal();
      setHeld(wanted);
    },
    letGo: () => setHeld(null),
  };
}
