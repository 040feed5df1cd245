import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { BulkPage } from "#components/bulk/bulk-page.tsx";
import { Forbidden } from "#components/ui/forbidden.tsx";
import { can, type Viewer } from "#lib/auth/index.ts";
import { bulkPolicies, candidatesQuerySchema, listCandidates } from "#lib/bulk/index.ts";
import { paintQueues } from "#lib/review/index.ts";
import { orNotFound } from "../or-not-found.ts";
import { pageViewer } from "../viewer.ts";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("bulk"))("title") };
}

export default async function Bulk({ searchParams }: Props) {
  const viewer = await pageViewer();
  if (!can(viewer, "bulk:decide")) return <Forbidden />;
  const given = Object.entries(await searchParams).flatMap(([name, value]) =>
    typeof value === "string" && name !== "cursor" ? [[name, value] as const] : [],
  );
  const { from: asked, ...query } = Object.fromEntries(given);
  const from = candidatesQuerySchema.shape.from.catch("search").parse(asked);
  const [firstPage, policies, origin] = await Promise.all([
    orNotFound(listCandidates(viewer, candidatesQuerySchema.parse({ ...query, from }))),
    bulkPolicies(viewer),
    originOf(viewer, from, query),
  ]);
  return <BulkPage from={{ from, query }} origin={origin} firstPage={firstPage} policies={policies} />;
}

async function originOf(
  viewer: Viewer,
  from: "search" | "queue" | "similar",
  query: Record<string, string>,
): Promise<string> {
  const t = await getTranslations("bulk.from");
  if (from === "similar") return t("similar", { id: query.similar ?? "" });
  if (from === "search") return t("search");
  const queue = (await paintQueues(viewer)).queues.find(({ slug }) => slug === query.queue);
  return t("queue", { name: queue?.name[await getLocale()] ?? query.queue ?? "" });
}
