"use client";

import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useKeyLabel } from "#components/keys/keymap-context.tsx";
import { Button } from "#components/ui/button.tsx";
import type { CaseView } from "#lib/review/schema.ts";
import type { EmergencyAtDesk } from "./use-emergency.ts";

// Seldom needed: loaded when they are.
const EmergencyCard = dynamic(() => import("./emergency-card.tsx").then((module) => module.EmergencyCard), {
  loading: () => null,
});
const MarkDialog = dynamic(() => import("./mark-dialog.tsx").then((module) => module.MarkDialog), {
  ssr: false,
});

/** The way to say that a life is threatened. */
export function EmergencyButton({ emergency }: { emergency: EmergencyAtDesk }) {
  const t = useTranslations("escalation");
  const key = useKeyLabel();
  if (!emergency.offered) return null;
  return (
    <Button
      size="sm"
      variant="quiet"
      className="ms-auto"
      hint={key("desk", "emergency")}
      onClick={emergency.ask}
    >
      {t("emergency")}
    </Button>
  );
}

/** The emergency that the case is, above all else, and the question whether it is one. */
export function EmergencyOnDesk({ emergency, view }: { emergency: EmergencyAtDesk; view: CaseView }) {
  return (
    <>
      {emergency.known?.emergency ? (
        <EmergencyCard key={view.number} emergency={emergency} known={emergency.known} />
      ) : null}
      {emergency.asking ? <MarkDialog emergency={emergency} /> : null}
    </>
  );
}
