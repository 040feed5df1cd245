"use client";

import { DropdownMenu as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { cx } from "#components/ui/cx.ts";
import { Icon } from "#components/ui/icon.tsx";

const ITEM =
  "flex cursor-default items-center gap-2 rounded-[5px] px-2 py-1 text-ink outline-none select-none data-highlighted:bg-hover data-disabled:opacity-50 pointer-coarse:py-2";

type MenuProps = { trigger: ReactNode; children: ReactNode; side?: "top" | "bottom"; label: string };

export function Menu({ trigger, children, side = "bottom", label }: MenuProps) {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          side={side}
          align="start"
          sideOffset={4}
          collisionPadding={8}
          aria-label={label}
          className="panel-in z-50 min-w-48 rounded-lg border border-line-strong bg-panel p-1"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

export function MenuItem({ onSelect, children }: { onSelect: () => void; children: ReactNode }) {
  return (
    <Radix.Item onSelect={onSelect} className={ITEM}>
      {children}
    </Radix.Item>
  );
}

export function MenuSeparator() {
  return <Radix.Separator className="my-1 h-px bg-line" />;
}

type MenuChoiceProps<V extends string> = {
  label: string;
  value: V;
  options: readonly { value: V; label: string; lang?: string }[];
  onChange: (value: V) => void;
};

export function MenuChoice<V extends string>({ label, value, options, onChange }: MenuChoiceProps<V>) {
  return (
    <Radix.RadioGroup value={value} onValueChange={(next) => onChange(next as V)}>
      <Radix.Label className="px-2 pt-1.5 pb-0.5 text-2xs text-ink-3">{label}</Radix.Label>
      {options.map((option) => (
        <Radix.RadioItem key={option.value} value={option.value} className={cx(ITEM, "justify-between")}>
          <span lang={option.lang}>{option.label}</span>
          <Radix.ItemIndicator>
            <Icon name="check" className="text-accent" />
          </Radix.ItemIndicator>
        </Radix.RadioItem>
      ))}
    </Radix.RadioGroup>
  );
}
