"use client";

import { Command } from "cmdk";
import type { ReactNode } from "react";
import { rememberEntry } from "./recent-entries.ts";

export const PALETTE_GROUP =
  "[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-2xs [&_[cmdk-group-heading]]:text-ink-3";

type PaletteItemProps = {
  /** Names the entry among all, and in what was chosen lately. */
  id: string;
  /** What it is found by. */
  words: readonly string[];
  onSelect: () => void;
  aside?: ReactNode;
  children: ReactNode;
};

/** One entry of the palette. Choosing it brings it to the front next time. */
export function PaletteItem({ id, words, onSelect, aside, children }: PaletteItemProps) {
  return (
    <Command.Item
      value={id}
      keywords={[...words]}
      className="flex cursor-default items-center gap-3 rounded-md px-2.5 py-1.5 data-[selected=true]:bg-hover pointer-coarse:py-2.5"
      onSelect={() => {
        rememberEntry(id);
        onSelect();
      }}
    >
      <span className="min-w-0 truncate">{children}</span>
      {aside ? <span className="ms-auto shrink-0 text-xs text-ink-3">{aside}</span> : null}
    </Command.Item>
  );
}
