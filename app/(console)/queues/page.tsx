import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { MyHolds } from "#components/queues/my-holds.tsx";
import { QueuesTable } from "#components/queues/queues-table.tsx";
import { Forbidden } from "#components/ui/forbidden.tsx";
import { Page } from "#components/ui/page.tsx";
import { can } from "#lib/auth/index.ts";
import { listHolds, paintQueues } from "#lib/review/index.ts";
import { pageViewer } from "../viewer.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("queues"))("title") };
}

export default async function QueuesPage() {
  const viewer = await pageViewer();
  if (!can(viewer, "queues:read")) return <Forbidden />;
  const t = await getTranslations("queues");
  const mayDecide = can(viewer, "cases:decide");
  const [{ queues }, holds] = await Promise.all([paintQueues(viewer), mayDecide ? listHolds(viewer) : []]);
  return (
    <Page title={t("title")}>
      <QueuesTable initial={queues} mayDecide={mayDecide} />
      {mayDecide ? <MyHolds initial={holds} /> : null}
    </Page>
  );
}
