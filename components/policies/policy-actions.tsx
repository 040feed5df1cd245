"use client";

import { useMutation } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { request } from "#components/api/request.ts";
import { useProblemText } from "#components/api/use-problem-text.ts";
import { showToast } from "#components/toast/toast-store.ts";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field, Textarea } from "#components/ui/field.tsx";
import type { PolicyDetail } from "#lib/policy/list-policies.ts";
import { openVersion } from "./policy-words.ts";

/** What an editor may do with a policy: write in it, read its history, retire it. */
export function PolicyActions({ policy }: { policy: PolicyDetail }) {
  const t = useTranslations("policyEdit");
  const router = useRouter();
  const problemText = useProblemText();
  const [retiring, setRetiring] = useState(false);
  const open = openVersion(policy);
  const edit = useMutation({
    mutationFn: () => request(`/api/console/policies/${policy.code}/draft`, { method: "POST" }),
    onSuccess: () => router.push(`/policies/${policy.code}/edit`),
    onError: (error) => showToast({ tone: "bad", text: problemText(error) }),
  });
  return (
    <>
      <Link href={`/policies/${policy.code}/history`} prefetch={false} className={buttonClass()}>
        {t("history")}
      </Link>
      <Button onClick={() => setRetiring(true)}>{policy.retiredAt ? t("bringBack") : t("retire")}</Button>
      {policy.retiredAt ? null : (
        <Button variant="primary" disabled={edit.isPending} onClick={() => edit.mutate()}>
          {open ? t(open.state === "in_review" ? "openReview" : "openDraft") : t("edit")}
        </Button>
      )}
      <RetireDialog policy={policy} open={retiring} onClose={() => setRetiring(false)} />
    </>
  );
}

function RetireDialog({
  policy,
  open,
  onClose,
}: {
  policy: PolicyDetail;
  open: boolean;
  onClose: () => void;
}) {
  const t = useTranslations("policyEdit");
  const tc = useTranslations("common");
  const router = useRouter();
  const problemText = useProblemText();
  const [reason, setReason] = useState("");
  const retire = useMutation({
    mutationFn: () =>
      request(`/api/console/policies/${policy.code}/retirement`, {
        method: "PUT",
        body: { retired: policy.retiredAt === null, reason },
      }),
    onSuccess: () => {
      onClose();
      router.refresh();
    },
  });
  const label = policy.retiredAt ? t("bringBack") : t("retire");
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title={`${label}: ${policy.code}`}
      description={policy.retiredAt ? t("bringBackDetail") : t("retireDetail")}
    >
      <div className="grid gap-3">
        <Field label={t("reason")} error={retire.isError ? problemText(retire.error) : undefined}>
          {(control) => (
            <Textarea
              {...control}
              rows={3}
              dir="auto"
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
            />
          )}
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{tc("cancel")}</Button>
          <Button
            variant={policy.retiredAt ? "primary" : "danger"}
            disabled={retire.isPending || reason.trim() === ""}
            onClick={() => retire.mutate()}
          >
            {label}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
