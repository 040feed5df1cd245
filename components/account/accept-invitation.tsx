"use client";

import { useMutation } from "@tanstack/react-query";
import { signIn } from "next-auth/react";
import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { fieldError } from "#components/api/problem.ts";
import { request } from "#components/api/request.ts";
import { FormError } from "#components/settings/form-error.tsx";
import { Brand } from "#components/shell/brand.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field, Input } from "#components/ui/field.tsx";

type AcceptProps = { token: string; invited: { email: string; name: string } | null };

/** The page behind a link of an invitation: a name, a password, and in. */
export function AcceptInvitation({ token, invited }: AcceptProps) {
  const t = useTranslations("invite");
  const accept = useMutation({
    mutationFn: async (body: { name: string; password: string }) => {
      const { email } = await request<{ email: string }>(`/api/invitations/${token}`, {
        method: "POST",
        body,
      });
      await signIn("credentials", { email, password: body.password, redirect: false });
      // A whole page load, to where a second factor can be set up.
      window.location.assign("/settings/security");
    },
  });
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    accept.mutate({ name: String(form.get("name")), password: String(form.get("password")) });
  }
  return (
    <main className="grid min-h-dvh content-center justify-items-center px-4 py-8">
      <div className="w-full max-w-80">
        <div className="mb-5 text-base">
          <Brand />
        </div>
        {invited ? (
          <form onSubmit={submit} className="grid gap-3">
            <h1 className="text-xl font-semibold">{t("title")}</h1>
            <p className="text-ink-2">
              {t("for")} <bdi>{invited.email}</bdi>
            </p>
            <Field label={t("name")} error={fieldError(accept.error, "name")}>
              {(control) => (
                <Input
                  {...control}
                  name="name"
                  dir="auto"
                  required
                  maxLength={100}
                  defaultValue={invited.name}
                  autoComplete="name"
                />
              )}
            </Field>
            <Field
              label={t("password")}
              hint={t("passwordHint")}
              error={fieldError(accept.error, "password")}
            >
              {(control) => (
                <Input
                  {...control}
                  name="password"
                  type="password"
                  dir="ltr"
                  required
                  minLength={12}
                  autoComplete="new-password"
                />
              )}
            </Field>
            <FormError error={accept.error} />
            <Button
              type="submit"
              variant="primary"
              className="h-9"
              disabled={accept.isPending || accept.isSuccess}
            >
              {t("submit")}
            </Button>
            <p className="text-xs text-ink-3">{t("next")}</p>
          </form>
        ) : (
          <div className="grid gap-2">
            <h1 className="text-xl font-semibold">{t("goneTitle")}</h1>
            <p className="text-ink-2">{t("goneDetail")}</p>
          </div>
        )}
      </div>
    </main>
  );
}
