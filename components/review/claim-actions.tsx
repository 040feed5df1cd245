"use client";

import { useTranslations } from "next-intl";
import { useKeyLabel } from "#components/keys/keymap-context.tsx";
import { Button } from "#components/ui/button.tsx";
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

/** What the holder of a claim may do with it: buttons where there is room, a menu where there is not. */
export function ClaimActions({ desk, view, onHandOver, onHold, onAsk }: ClaimActionsProps) {
  const t = useTranslations("desk");
  const key = useKeyLabel();
  const { extend, skip, busy } = desk.claims;
  if (desk.claimState !== "mine" && desk.claimState !== "held") return null;
  const actions = [
    { right: "extend", command: "extend", label: t("extend"), run: extend, waits: busy },
    { right: "release", command: "skip", label: t("skip"), run: skip, waits: false },
    { right: "ask", command: "ask", label: t("ask"), run: onAsk, waits: false },
    { right: "hold", command: "hold", label: t("hold.button"), run: onHold, waits: busy },
    { right: "hand_over", command: "handOver", label: t("handOver.button"), run: onHandOver, waits: busy },
  ] as const;
  const offered = actions.filter((action) => view.permitted.includes(action.right));
  return (
    <>
      {offered.map((action) => (
        <Button
          key={action.right}
          hint={key("desk", action.command)}
          disabled={action.waits}
          className="max-md:hidden"
          onClick={action.run}
        >
          {action.label}
        </Button>
      ))}
      <div className="md:hidden">
        <Menu label={t("more")} trigger={<Button>{t("more")}</Button>}>
          {offered.map((action) => (
            <MenuItem key={action.right} onSelect={action.run}>
              {action.label}
            </MenuItem>
          ))}
        </Menu>
      </div>
    </>
  );
}
