import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Deliveries } from "#components/settings/deliveries.tsx";
import { DELIVERY_STATES } from "#components/settings/delivery-states.ts";
import { Forbidden } from "#components/ui/forbidden.tsx";
import { can } from "#lib/auth/index.ts";
import { deliveriesQuerySchema, listDeliveries } from "#lib/enforcement/index.ts";
import { pageViewer } from "../../viewer.ts";

type Props = { searchParams: Promise<{ state?: string | string[] }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("deliveries"))("title") };
}

export default async function DeliveriesPage({ searchParams }: Props) {
  const viewer = await pageViewer();
  if (!can(viewer, "enforcements:read")) return <Forbidden />;
  const asked = (await searchParams).state;
  const state = DELIVERY_STATES.find((known) => known === asked) ?? "dead";
  const firstPage = await listDeliveries(viewer, deliveriesQuerySchema.parse({ state }));
  return (
    <Deliveries
      key={state}
      firstPage={firstPage}
      state={state}
      mayRedeliver={can(viewer, "enforcements:redeliver")}
    />
  );
}
