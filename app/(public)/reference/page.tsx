import type { Metadata } from "next";
import { openApiDocument } from "#app/api/v1/openapi.ts";
import type { ApiDocument } from "#components/reference/api-document.ts";
import { Reference } from "#components/reference/reference.tsx";
import { env } from "#lib/env.ts";

export const metadata: Metadata = { title: "API reference" };
// The address in the examples is the running installation's, not the one of the build.
export const dynamic = "force-dynamic";

export default function ReferencePage() {
  return (
    <Reference document={openApiDocument() as ApiDocument} origin={env().DOCKET_URL.replace(/\/$/, "")} />
  );
}
