"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useChange } from "#components/settings/use-area.ts";
import { Moment } from "#components/time/moment.tsx";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Page } from "#components/ui/page.tsx";
import { Table, Td, Th } from "#components/ui/table.tsx";
import type { MoveView, VersionView } from "#lib/training/index.ts";
import { EvaluationPanel } from "./evaluation-panel.tsx";
import { FiguresPanel } from "./figures-panel.tsx";
import { ModelCard } from "./model-card.tsx";
import { MoveDialog } from "./move-dialog.tsx";
import { ShadowPanel } from "./shadow-panel.tsx";
import { VersionState } from "./states.tsx";
import { useRoom } from "./use-room.ts";
import { isLate, useVersionName, versionPath } from "./use-version-name.ts";

/** One version: how it does against the champion, what the gate says, what it is made of, and where it has been. */
export function VersionPage({ initial }: { initial: VersionView }) {
  const t = useTranslations("training");
  const name = useVersionName();
  const path = versionPath(initial.model, initial.version);
  const version = useRoom(path, initial, ({ run, evaluation }) => run !== null && evaluation === null);
  const [moving, setMoving] = useState<"promote" | "roll_back" | null>(null);
  const evaluate = useChange(path);
  return (
    <Page
      title={
        <span className="inline-flex flex-wrap items-center gap-2">
          {name.full(version.version)} <VersionState state={version.state} />
        </span>
      }
      aside={
        <>
          {version.may.evaluate ? (
            <Button
              disabled={evaluate.isPending}
              onClick={() => evaluate.mutate({ path: `${path}/evaluate`, method: "POST" })}
            >
              {t("evaluate", { version: name.short(version.champion) })}
            </Button>
          ) : null}
          {version.may.startShadow || version.may.endShadow ? (
            <Button
              disabled={evaluate.isPending}
              onClick={() =>
                evaluate.mutate({
                  path: `${path}/shadow`,
                  method: "POST",
                  body: { shadow: version.may.startShadow },
                })
              }
            >
              {t(version.may.startShadow ? "startShadow" : "endShadow")}
            </Button>
          ) : null}
          {version.may.promote ? (
            <Button variant="primary" onClick={() => setMoving("promote")}>
              {t("promote")}
            </Button>
          ) : null}
          {version.may.rollBack ? (
            <Button variant="danger" onClick={() => setMoving("roll_back")}>
              {t("rollBack")}
            </Button>
          ) : null}
          <Link href="/models" className={buttonClass()}>
            {t("back")}
          </Link>
        </>
      }
    >
      <div className="grid max-w-6xl gap-6">
        {version.evaluation ? (
          <EvaluationPanel
            evaluation={version.evaluation}
            version={version.version}
            outdated={!version.evaluation.current && version.version !== version.champion}
          />
        ) : version.run === null ? null : (
          <p role="status" className="text-ink-2">
            {t("measuring")}
          </p>
        )}
        <ShadowPanel shadow={version.shadow} active={version.may.endShadow} />
        <FiguresPanel version={version} />
        <Moves moves={version.moves} />
        {isLate(version.version) ? (
          <p className="text-ink-2">{t("lateFusionDetail")}</p>
        ) : (
          <ModelCard card={version.card} registeredAt={version.registeredAt} />
        )}
      </div>
      <MoveDialog kind={moving} version={version} onClose={() => setMoving(null)} />
    </Page>
  );
}

function Moves({ moves }: { moves: MoveView[] }) {
  const t = useTranslations("training");
  const name = useVersionName();
  return (
    <Card className="overflow-hidden">
      <h2 className="px-4 pt-3 font-semibold">{t("moves")}</h2>
      <Table label={t("moves")}>
        <thead>
          <tr>
            <Th>{t("when")}</Th>
            <Th>{t("what")}</Th>
            <Th>{t("by")}</Th>
            <Th>{t("reason")}</Th>
          </tr>
        </thead>
        <tbody className="[&>tr:last-child>td]:border-b-0">
          {moves.map((move) => (
            <tr key={move.revision}>
              <Td className="whitespace-nowrap text-ink-2">
                <Moment at={move.at} />
              </Td>
              <Td>
                {isLate(move.to) && move.kind === "install"
                  ? t("lateInstalled")
                  : t(`move.${move.kind}`, {
                      from: move.from ? name.short(move.from) : "–",
                      to: name.short(move.to),
                    })}
              </Td>
              <Td className="text-ink-2">
                <bdi>{move.by ?? t("system")}</bdi>
              </Td>
              <Td dir="auto" className="text-ink-2">
                {move.kind === "install" ? "–" : move.reason}
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}
