import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { getLocale } from "next-intl/server";
import { QueueCases } from "#components/queues/queue-cases.tsx";
import { Forbidden } from "#components/ui/forbidden.tsx";
import { can } from "#lib/auth/index.ts";
import { casesQuerySchema, listCases, paintQueues, readDefaultView } from "#lib/review/index.ts";
import { pageViewer } from "../../viewer.ts";

type Props = {
  params: Promise<{ slug: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

async function findQueue(slug: string) {
  const viewer = await pageViewer();
  if (!can(viewer, "queues:read")) return { viewer, queue: null };
  return { viewer, queue: (await paintQueues(viewer)).queues.find((queue) => queue.slug === slug) };
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { queue } = await findQueue((await params).slug);
  return { title: queue?.name[await getLocale()] };
}

export default async function QueuePage({ params, searchParams }: Props) {
  const { slug } = await params;
  const { viewer, queue } = await findQueue(slug);
  if (queue === null) return <Forbidden />;
  if (!queue) notFound();
  const address = await searchParams;
  if (Object.keys(address).length === 0) {
    const view = await readDefaultView(viewer, slug);
    if (view) redirect(`/queues/${slug}?${new URLSearchParams(view)}`);
  }
  // An address of nonsense shows everything, as the page's own reading of it does.
  const read = casesQuerySchema.safeParse(address);
  const query = read.success ? { ...read.data, cursor: undefined } : casesQuerySchema.parse({});
  return (
    <QueueCases
      initialQueue={queue}
      firstPage={await listCases(viewer, slug, query)}
      firstFilter={query.filter}
      may={{
        decide: can(viewer, "cases:decide"),
        bulk: can(viewer, "bulk:decide"),
        shareViews: can(viewer, "views:share"),
        editSkills: can(viewer, "skills:edit"),
      }}
    />
  );
}
