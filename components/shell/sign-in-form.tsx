"use client";

import { signIn } from "next-auth/react";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field, Input } from "#components/ui/field.tsx";
import { Brand } from "./brand.tsx";
import { signInErrorFrom } from "./sign-in-error.ts";

type SignInFormProps = { oidcEnabled: boolean; initialError: string | null };

export function SignInForm({ oidcEnabled, initialError }: SignInFormProps) {
  const t = useTranslations("signIn");
  const [error, setError] = useState(() => (initialError ? signInErrorFrom(initialError) : null));
  const [codeAsked, setCodeAsked] = useState(false);
  const [busy, setBusy] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setError(null);
    try {
      const credentials = {
        email: String(form.get("email")),
        password: String(form.get("password")),
        code: String(form.get("code") ?? ""),
      };
      const answer = await signIn("credentials", { ...credentials, redirect: false });
      if (answer?.ok && !answer.error) {
        // A whole page load: what was cached for nobody, or for somebody else, goes.
        window.location.assign("/");
        return;
      }
      if (answer?.error === "second_factor") setCodeAsked(true);
      else setError(signInErrorFrom(answer?.error ?? ""));
    } catch {
      setError("failed");
    }
    setBusy(false);
  }

  return (
    <main className="grid min-h-dvh content-center justify-items-center px-4 py-8">
      <div className="w-full max-w-80">
        <div className="mb-5 text-base">
          <Brand />
        </div>
        <form onSubmit={(event) => void submit(event)} className="grid gap-3">
          <h1 className="text-xl font-semibold">{t("title")}</h1>
          <Field label={t("email")}>
            {(control) => (
              <Input
                {...control}
                name="email"
                type="email"
                dir="ltr"
                autoComplete="username"
                required
                autoFocus
              />
            )}
          </Field>
          <Field label={t("password")}>
            {(control) => (
              <Input
                {...control}
                name="password"
                type="password"
                dir="ltr"
                autoComplete="current-password"
                required
              />
            )}
          </Field>
          {codeAsked ? (
            <Field label={t("code")} hint={t("codeHint")}>
              {(control) => (
                <Input {...control} name="code" dir="ltr" autoComplete="one-time-code" required autoFocus />
              )}
            </Field>
          ) : null}
          <p role="alert" className="text-bad empty:hidden">
            {error ? t(error) : ""}
          </p>
          <Button type="submit" variant="primary" className="h-9" disabled={busy}>
            {busy ? t("busy") : t("submit")}
          </Button>
        </form>
        {oidcEnabled ? (
          <div className="mt-3 grid gap-3">
            <p className="text-center text-xs text-ink-3">{t("or")}</p>
            <Button className="h-9" onClick={() => void signIn("oidc", { callbackUrl: "/" })}>
              {t("oidc")}
            </Button>
          </div>
        ) : null}
      </div>
    </main>
  );
}
