import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NewPolicy } from "#components/policies/new-policy.tsx";
import { Forbidden } from "#components/ui/forbidden.tsx";
import { can } from "#lib/auth/index.ts";
import { pageViewer } from "../../viewer.ts";
import { editorChoices } from "../editor-choices.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("policyEdit"))("newTitle") };
}

export default async function NewPolicyPage() {
  const viewer = await pageViewer();
  if (!can(viewer, "policies:edit")) return <Forbidden />;
  return <NewPolicy {...(await editorChoices(viewer))} />;
}
