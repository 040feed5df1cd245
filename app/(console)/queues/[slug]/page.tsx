import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale } from "next-intl/server";
import { QueueCases } from "#components/queues/queue-cases.tsx";
import { Forbidden } from "#components/ui/forbidden.tsx";
import { can } from "#lib/auth/index.ts";
import { casesQuerySchema, listCases, listQueues } from "#lib/review/index.ts";
import { pageViewer } from "../../viewer.ts";

type Props = { params: Promise<{ slug: string }> };

async function findQueue(slug: string) {
  const viewer = await pageViewer();
  if (!can(viewer, "queues:read")) return { viewer, queue: null };
  return { viewer, queue: (await listQueues(viewer)).find((queue) => queue.slug === slug) };
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { queue } = await findQueue((await params).slug);
  return { title: queue?.name[await getLocale()] };
}

export default async function QueuePage({ params }: Props) {
  const { slug } = await params;
  const { viewer, queue } = await findQueue(slug);
  if (queue === null) return <Forbidden />;
  if (!queue) notFound();
  const firstPage = await listCases(viewer, slug, casesQuerySchema.parse({}));
  return (
    <QueueCases
      initialQueue={queue}
      firstPage={firstPage}
      mayDecide={can(viewer, "cases:decide")}
      mayBulk={can(viewer, "bulk:decide")}
    />
  );
}
