"use client";

import { useTranslations } from "next-intl";
import { useKeyLabel } from "#components/keys/keymap-context.tsx";
import { Button } from "#components/ui/button.tsx";
import { cx } from "#components/ui/cx.ts";
import { Menu, MenuItem } from "#components/ui/menu.tsx";
import type { CaseView } from "#lib/review/schema.ts";
import type { Desk } from "./use-desk.ts";

type ClaimActionsProps = {
  desk: Desk;
  view: CaseView;
  onHandOver: () => void;
  onHold: () => void;
  onAsk: () => void;
};

/** What the holder of a claim may do with it: buttons where there is room, a menu for the rest. */
export function ClaimActions({ desk, view, onHandOver, onHold, onAsk }: ClaimActionsProps) {
  const t = useTranslations("desk");
  const key = useKeyLabel();
  const { extend, skip, busy } = desk.claims;
  const held = desk.claimState === "held";
  if (desk.claimState !== "mine" && !held) return null;
  const actions = [
    { right: "extend", command: "extend", label: t("extend"), run: extend, waits: busy, rare: false },
    {
      right: "release",
      command: "skip",
      label: t(held ? "giveBack" : "skip"),
      run: skip,
      waits: false,
      rare: false,
    },
    { right: "ask", command: "ask", label: t("ask"), run: onAsk, waits: false, rare: true },
    { right: "hold", command: "hold", label: t("hold.button"), run: onHold, waits: busy, rare: true },
    {
      right: "hand_over",
      command: "handOver",
      label: t("handOver.button"),
      run: onHandOver,
      waits: busy,
      rare: true,
    },
  ] as const;
  const offered = actions.filter((action) => view.permitted.includes(action.right));
  const menu = (items: typeof offered, className: string) => (
    <div className={className}>
      <Menu label={t("more")} trigger={<Button>{t("more")}</Button>}>
        {items.map((action) => (
          <MenuItem key={action.right} onSelect={action.run}>
            {action.label}
          </MenuItem>
        ))}
      </Menu>
    </div>
  );
  return (
    <>
      {offered.map((action) => (
        <Button
          key={action.right}
          hint={key("desk", action.command)}
          disabled={action.waits}
          className={cx(action.rare ? "max-xl:hidden" : "max-md:hidden")}
          onClick={action.run}
        >
          {action.label}
        </Button>
      ))}
      {menu(
        offered.filter(({ rare }) => rare),
        "max-md:hidden xl:hidden",
      )}
      {menu(offered, "md:hidden")}
    </>
  );
}
