"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { request } from "#components/api/request.ts";
import { useProblemText } from "#components/api/use-problem-text.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Field, Input } from "#components/ui/field.tsx";
import { Page } from "#components/ui/page.tsx";
import { policyCodeSchema, policyContentSchema } from "#lib/policy/policy-content.ts";
import { PolicyForm } from "./policy-form.tsx";
import { EMPTY_CONTENT } from "./policy-words.ts";
import { useFieldErrors } from "./use-field-errors.ts";

type Props = { queues: readonly { slug: string; name: string }[]; signals: readonly string[] };

/** A policy that was not there before; it begins as a draft. */
export function NewPolicy({ queues, signals }: Props) {
  const t = useTranslations("policyEdit");
  const tp = useTranslations("policies");
  const router = useRouter();
  const problemText = useProblemText();
  const [code, setCode] = useState("");
  const [content, setContent] = useState(EMPTY_CONTENT);
  const [tried, setTried] = useState(false);
  const parsed = policyContentSchema.safeParse(content);
  const create = useMutation({
    mutationFn: () => request("/api/console/policies", { method: "POST", body: { code, note: "", content } }),
    onSuccess: () => router.push(`/policies/${code}/edit`),
  });
  const errors = useFieldErrors(tried ? parsed.error : undefined, create.error, "content.");
  const codeOk = policyCodeSchema.safeParse(code).success;
  const submit = () => {
    setTried(true);
    if (parsed.success && codeOk) create.mutate();
  };
  return (
    <Page
      title={t("newTitle")}
      aside={
        <Button variant="primary" disabled={create.isPending} onClick={submit}>
          {t("create")}
        </Button>
      }
    >
      <div className="grid max-w-4xl gap-4">
        {create.isError ? (
          <p role="alert" className="rounded-lg bg-bad-soft px-3 py-2 text-bad">
            {problemText(create.error)}
          </p>
        ) : null}
        <Card className="px-[18px] py-4">
          <Field
            label={tp("code")}
            hint={t("codeHint")}
            error={tried && !codeOk ? t("issue.code") : errors("code")}
            className="max-w-44"
          >
            {(control) => (
              <Input
                {...control}
                dir="ltr"
                value={code}
                onChange={(event) => setCode(event.currentTarget.value.toUpperCase())}
              />
            )}
          </Field>
        </Card>
        <PolicyForm
          content={content}
          errors={errors}
          queues={queues}
          signals={signals}
          onChange={(part) => setContent((now) => ({ ...now, ...part }))}
        />
      </div>
    </Page>
  );
}
