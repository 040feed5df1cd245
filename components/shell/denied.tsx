"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useFormatter, useTranslations } from "next-intl";
import { request } from "#components/api/request.ts";
import { usePermissionWords } from "#components/people/use-permission-words.ts";
import { queryKeys } from "#components/review/query-keys.ts";
import { buttonClass } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { permissionFor } from "./nav.ts";

/** Why a page stays shut: the permission that is missing, and who can give it. */
export function Denied() {
  const t = useTranslations("error");
  const format = useFormatter();
  const words = usePermissionWords();
  const permission = permissionFor(usePathname());
  const { data: managers = [] } = useQuery({
    queryKey: queryKeys.area("managers"),
    queryFn: () => request<{ managers: string[] }>("/api/console/managers").then((answer) => answer.managers),
    staleTime: 60_000,
  });
  return (
    <EmptyState
      title={t("forbiddenTitle")}
      action={
        <Link href="/" className={buttonClass()}>
          {t("home")}
        </Link>
      }
    >
      <p>{permission ? t("forbiddenMissing", { permission: words(permission) }) : t("forbiddenDetail")}</p>
      {managers.length > 0 ? (
        <p className="mt-2">{t("forbiddenAsk", { names: format.list(managers, { type: "disjunction" }) })}</p>
      ) : null}
    </EmptyState>
  );
}
