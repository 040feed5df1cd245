"use client";

import { useEffect, useEffectEvent, useState } from "react";
import { isVeiled, useVeilPreference } from "./veil-preference.ts";

export type Veil = {
  veiled: boolean;
  shown: boolean;
  /** Put aside, not merely held open. */
  open: boolean;
  toggle: () => void;
  hold: () => void;
  letGo: () => void;
};

/** The veil over one case's text: held open by a key, or put aside for as long as the case is here. */
export function useVeil(severity: number, onReveal: () => void): Veil {
  const veiled = isVeiled(severity, useVeilPreference());
  const [open, setOpen] = useState(false);
  const [held, setHeld] = useState(false);
  const shown = !veiled || open || held;
  const reveal = () => {
    if (!shown) onReveal();
  };
  const letGo = useEffectEvent(() => setHeld(false));
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
      if (!open) reveal();
      setOpen(!open);
    },
    hold: () => {
      if (!veiled) return;
      reveal();
      setHeld(true);
    },
    letGo: () => setHeld(false),
  };
}
