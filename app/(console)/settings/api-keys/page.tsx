import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ApiKeys } from "#components/settings/api-keys.tsx";
import { Forbidden } from "#components/ui/forbidden.tsx";
import { can } from "#lib/auth/index.ts";
import { listApiKeys } from "#lib/settings/index.ts";
import { pageViewer } from "../../viewer.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("apiKeys"))("title") };
}

export default async function ApiKeysPage() {
  const viewer = await pageViewer();
  if (!can(viewer, "api_keys:manage")) return <Forbidden />;
  return <ApiKeys initial={await listApiKeys(viewer)} />;
}
