"use client";

import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";

type DrawerProps = { title: string; onOpenChange: (open: boolean) => void; children: ReactNode };

/** The rail on a narrow screen: over the page, until something is chosen. */
export function Drawer({ title, onOpenChange, children }: DrawerProps) {
  return (
    <Radix.Root open onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-scrim" />
        <Radix.Content
          aria-describedby={undefined}
          className="fixed inset-y-0 start-0 z-50 w-72 max-w-[85vw] border-e border-line-strong"
        >
          <Radix.Title className="sr-only">{title}</Radix.Title>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
