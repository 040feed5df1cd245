"use client";

import { useTranslations } from "next-intl";
import { useArea, useChange } from "#components/settings/use-area.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Page } from "#components/ui/page.tsx";
import type { SecurityView, SessionView } from "#lib/people/schema.ts";
import { SecondFactorCard } from "./second-factor-card.tsx";
import { SessionsList } from "./sessions-list.tsx";

const AREA = "me/sessions";

/** One's own sign-ins and second factor. */
export function SecurityPage({ sessions, security }: { sessions: SessionView[]; security: SecurityView }) {
  const t = useTranslations("security");
  const live = useArea(AREA, { sessions }).sessions;
  const change = useChange(AREA);
  return (
    <Page title={t("title")}>
      <div className="grid max-w-3xl gap-4">
        <SecondFactorCard initial={security} />
        <Card className="grid gap-2 p-4">
          <div className="flex flex-wrap items-center justify-between gap-2">
            <h2 className="text-base font-semibold">{t("sessions")}</h2>
            {live.length > 1 ? (
              <Button
                disabled={change.isPending}
                onClick={() => change.mutate({ path: `${AREA}/others`, method: "POST", body: { end: true } })}
              >
                {t("endOthers")}
              </Button>
            ) : null}
          </div>
          <SessionsList
            sessions={live}
            busy={change.isPending}
            end={(id) => change.mutate({ path: `${AREA}/${id}`, method: "DELETE" })}
          />
        </Card>
      </div>
    </Page>
  );
}
