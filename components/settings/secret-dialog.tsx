"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";

type SecretDialogProps = { secret: string | null; title: string; detail: string; onClose: () => void };

/** A secret that is shown once and never again. */
export function SecretDialog({ secret, title, detail, onClose }: SecretDialogProps) {
  const t = useTranslations("common");
  const [copied, setCopied] = useState(false);
  async function copy() {
    if (secret === null) return;
    await navigator.clipboard.writeText(secret).then(
      () => setCopied(true),
      // Without the right to the clipboard the text is there to be selected.
      () => undefined,
    );
  }
  function close() {
    setCopied(false);
    onClose();
  }
  return (
    <Dialog
      open={secret !== null}
      onOpenChange={(open) => !open && close()}
      title={title}
      description={detail}
    >
      <p
        dir="ltr"
        className="rounded-md border border-line bg-sunk px-2.5 py-2 font-mono text-xs break-all select-all"
        data-testid="secret"
      >
        {secret}
      </p>
      <div className="mt-3 flex items-center justify-end gap-2">
        <span role="status" className="text-xs text-ok">
          {copied ? t("copied") : ""}
        </span>
        <Button onClick={() => void copy()}>{t("copy")}</Button>
        <Button variant="primary" onClick={close}>
          {t("done")}
        </Button>
      </div>
    </Dialog>
  );
}
