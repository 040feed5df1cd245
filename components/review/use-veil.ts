"use client";

import { useEffect, useEffectEvent, useState } from "react";
import { isVeiled, useVeilPreference } from "./veil-preference.ts";

/** How a picture is seen: blurred and grey, sharp and grey, or as it is. */
export type PictureView = "hidden" | "grey" | "full";

export type Veil = {
  veiled: boolean;
  shown: boolean;
  /** Put aside, not merely held open. */
  open: boolean;
  toggle: () => void;
  /** Pictures are hidden on every case, whatever its severity; null leaves each to what the preview model decides. */
  pictures: { view: PictureView | null; show: (view: PictureView | null) => void };
  /** Whether holding the key would show anything. */
  holdable: boolean;
  hold: (view: "grey" | "full") => void;
  letGo: () => void;
};

/** The veil over one case's text and pictures: held open by a key, or put aside for as long as the case is here. */
export function useVeil(severity: number, hasPictures: boolean, onReveal: () => void): Veil {
  const veiled = isVeiled(severity, useVeilPreference());
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState<PictureView | null>(null);
  const [held, setHeld] = useState<"grey" | "full" | null>(null);
  const shown = !veiled || open || held !== null;
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
      view: chosen === "full" ? chosen : (held ?? chosen),
      show: (view) => {
        if (!uncovered(chosen) && uncovered(view)) onReveal();
        setChosen(view);
      },
    },
    holdable: veiled || hasPictures,
    hold: (view) => {
      const uncovers = (veiled && !shown) || (hasPictures && !uncovered(chosen) && held === null);
      if (uncovers) onReveal();
      setHeld(view);
    },
    letGo: () => setHeld(null),
  };
}

const uncovered = (view: PictureView | null) => view === "grey" || view === "full";
