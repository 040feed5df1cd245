"use client";

import { type RefObject, useState } from "react";
import type { Candidate } from "#lib/bulk/schema.ts";
import { MOST_ITEMS } from "./limits.ts";
import { choose, extend, NOTHING, type Selection, toggle } from "./selection.ts";

type Side = "left" | "right" | "up" | "down";

/** What is chosen, what is uncovered, and where the focus stands, over the cards of a grid. */
export function useGrid(candidates: readonly Candidate[], grid: RefObject<HTMLElement | null>) {
  const [selection, setSelection] = useState<Selection>(NOTHING);
  const [current, setCurrent] = useState<string | null>(null);
  const [revealed, setRevealed] = useState<ReadonlySet<string>>(new Set());
  const free = candidates.filter(({ refusal }) => refusal === null).map(({ itemId }) => itemId);

  const boxes = () => [
    ...(grid.current?.querySelectorAll<HTMLInputElement>("input[data-item]:enabled") ?? []),
  ];

  /** The card beside the current one, on screen: in a right-to-left page the next one stands to the left. */
  function beside(side: Side): HTMLInputElement | undefined {
    const all = boxes();
    const at = all.findIndex((box) => box.dataset.item === current);
    if (at < 0) return all[0];
    if (side === "left" || side === "right") {
      const rightToLeft = document.documentElement.dir === "rtl";
      return all[at + ((side === "right") === rightToLeft ? -1 : 1)];
    }
    const here = centre(all[at]);
    const others = side === "down" ? all.slice(at + 1) : all.slice(0, at).reverse();
    return others.find((box) => Math.abs(centre(box) - here) < 2);
  }

  function move(side: Side, stretch: boolean): void {
    const next = beside(side);
    const id = next?.dataset.item;
    if (!next || !id) return;
    const from = current;
    next.focus();
    next.closest("li")?.scrollIntoView({ block: "nearest" });
    setCurrent(id);
    if (stretch)
      setSelection((before) =>
        extend(before.anchor === null && from ? toggleOn(before, from) : before, free, id),
      );
  }

  const flip = (id: string) =>
    setRevealed((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });

  return {
    selection,
    chosen: candidates.filter(({ itemId }) => selection.chosen.has(itemId)),
    free,
    current: candidates.find(({ itemId }) => itemId === current),
    revealed,
    move,
    focus: setCurrent,
    toggle: (id: string, stretch: boolean) => {
      if (!free.includes(id)) return;
      setCurrent(id);
      setSelection((before) =>
        stretch ? extend(before, free, id) : room(before, id) ? toggle(before, id) : before,
      );
    },
    toggleCurrent: () => {
      if (current !== null && free.includes(current))
        setSelection((before) => (room(before, current) ? toggle(before, current) : before));
    },
    all: () => setSelection(choose(free, MOST_ITEMS)),
    none: () => setSelection(NOTHING),
    within: (radius: number) =>
      setSelection(
        choose(
          candidates
            .filter(({ refusal, similarity }) => refusal === null && (similarity ?? 0) >= radius)
            .map(({ itemId }) => itemId),
          MOST_ITEMS,
        ),
      ),
    reveal: () => current !== null && flip(current),
  };
}

/** Whether one more may be chosen, or this one is chosen already. */
function room({ chosen }: Selection, id: string): boolean {
  return chosen.has(id) || chosen.size < MOST_ITEMS;
}

function toggleOn(selection: Selection, id: string): Selection {
  return selection.chosen.has(id) ? { ...selection, anchor: id } : toggle(selection, id);
}

function centre(box: HTMLInputElement | undefined): number {
  const { left, width } = (box?.closest("li") ?? document.body).getBoundingClientRect();
  return left + width / 2;
}
