import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { PolicyEditor } from "#components/policies/policy-editor.tsx";
import { openVersion } from "#components/policies/policy-words.ts";
import { Forbidden } from "#components/ui/forbidden.tsx";
import { can } from "#lib/auth/index.ts";
import { pageViewer } from "../../../viewer.ts";
import { editorChoices } from "../../editor-choices.ts";
import { findPolicy } from "../find-policy.ts";

type Props = { params: Promise<{ code: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: decodeURIComponent((await params).code) };
}

export default async function EditPolicyPage({ params }: Props) {
  const viewer = await pageViewer();
  const policy = await findPolicy(viewer, (await params).code);
  if (!can(viewer, "policies:edit", { policy: policy.code })) return <Forbidden />;
  const open = openVersion(policy);
  if (!open) redirect(`/policies/${encodeURIComponent(policy.code)}`);
  return <PolicyEditor key={open.version} policy={policy} {...(await editorChoices(viewer))} />;
}
