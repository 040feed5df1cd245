"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useArea, useChange } from "#components/settings/use-area.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Tag } from "#components/ui/tag.tsx";
import type { Enrolment } from "#lib/people/index.ts";
import type { SecurityView } from "#lib/people/schema.ts";
import { CodeForm } from "./code-form.tsx";
import { QrCode } from "./qr-code.tsx";

const AREA = "me/second-factor";
type Codes = { recoveryCodes: string[] };

/** One's own second factor: setting it up, its recovery codes, and turning it off. */
export function SecondFactorCard({ initial }: { initial: SecurityView }) {
  const t = useTranslations("security");
  const view = useArea<SecurityView>(AREA, initial);
  const [codes, setCodes] = useState<string[] | null>(null);
  const [asking, setAsking] = useState<"renew" | "off" | null>(null);
  // Up here: the form goes with the success, and the codes must not go with it.
  const confirm = useChange<Codes>(AREA, true);
  const renew = useChange<Codes>(AREA, true);
  const off = useChange(AREA, true);
  return (
    <Card className="grid gap-3 p-4">
      <div className="flex flex-wrap items-center gap-2">
        <h2 className="text-base font-semibold">{t("factor")}</h2>
        <Tag tone={view.enrolled ? "ok" : view.required ? "bad" : "neutral"}>
          {t(view.enrolled ? "on" : view.required ? "required" : "off")}
        </Tag>
      </div>
      <p className="text-ink-2">
        {view.required && !view.enrolled ? t("requiredDetail") : t("factorDetail")}
      </p>
      {codes ? <RecoveryCodes codes={codes} done={() => setCodes(null)} /> : null}
      {view.enrolled ? (
        asking === null ? (
          <div className="flex flex-wrap items-center gap-2">
            <span className="text-ink-2">{t("codesLeft", { count: view.recoveryCodesLeft })}</span>
            <Button onClick={() => setAsking("renew")}>{t("renewCodes")}</Button>
            <Button onClick={() => setAsking("off")}>{t("turnOff")}</Button>
          </div>
        ) : (
          <CodeForm
            key={asking}
            error={(asking === "off" ? off : renew).error}
            busy={renew.isPending || off.isPending}
            danger={asking === "off"}
            label={t(asking === "off" ? "turnOff" : "renewCodes")}
            onCode={(code) => {
              const settled = () => setAsking(null);
              if (asking === "off")
                off.mutate(
                  { path: `${AREA}/removal`, method: "POST", body: { code } },
                  { onSuccess: settled },
                );
              else
                renew.mutate(
                  { path: "me/recovery-codes", method: "POST", body: { code } },
                  {
                    onSuccess: ({ recoveryCodes }) => {
                      setCodes(recoveryCodes);
                      settled();
                    },
                  },
                );
            }}
          />
        )
      ) : (
        <Enrol
          error={confirm.error}
          busy={confirm.isPending}
          onCode={(code) =>
            confirm.mutate(
              { path: `${AREA}/confirmation`, method: "POST", body: { code } },
              { onSuccess: ({ recoveryCodes }) => setCodes(recoveryCodes) },
            )
          }
        />
      )}
    </Card>
  );
}

type EnrolProps = { error: unknown; busy: boolean; onCode: (code: string) => void };

function Enrol({ error, busy, onCode }: EnrolProps) {
  const t = useTranslations("security");
  const begin = useChange<Enrolment>(AREA);
  if (!begin.data)
    return (
      <Button
        variant="primary"
        className="justify-self-start"
        disabled={begin.isPending}
        onClick={() => begin.mutate({ path: AREA, method: "POST" })}
      >
        {t("setUp")}
      </Button>
    );
  const { qr, secret } = begin.data;
  return (
    <div className="flex flex-wrap gap-5">
      <QrCode rows={qr} label={t("qr")} />
      <div className="grid max-w-sm content-start gap-3">
        <p>{t("scan")}</p>
        <p
          dir="ltr"
          className="rounded-md border border-line bg-sunk px-2.5 py-1.5 font-mono text-xs break-all select-all"
          data-testid="totp-secret"
        >
          {secret}
        </p>
        <CodeForm error={error} busy={busy} label={t("confirm")} onCode={onCode} />
      </div>
    </div>
  );
}

/** Shown once: whoever loses the authenticator signs in with one of them. */
function RecoveryCodes({ codes, done }: { codes: string[]; done: () => void }) {
  const t = useTranslations("security");
  return (
    <div className="grid gap-2 rounded-md border border-warn p-3">
      <p className="font-semibold">{t("codesTitle")}</p>
      <p className="text-ink-2">{t("codesDetail")}</p>
      <ul
        dir="ltr"
        aria-label={t("codesTitle")}
        className="grid gap-x-6 gap-y-1 font-mono text-xs select-all sm:grid-cols-2"
      >
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <Button className="justify-self-start" onClick={done}>
        {t("codesKept")}
      </Button>
    </div>
  );
}
