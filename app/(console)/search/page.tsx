import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { asksNothing } from "#components/search/address.ts";
import { SearchPage } from "#components/search/search-page.tsx";
import { Forbidden } from "#components/ui/forbidden.tsx";
import { can } from "#lib/auth/index.ts";
import { currentPolicies } from "#lib/policy/index.ts";
import { search, searchQuerySchema } from "#lib/search/index.ts";
import { pageViewer } from "../viewer.ts";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("search"))("title") };
}

export default async function Search({ searchParams }: Props) {
  const viewer = await pageViewer();
  if (!can(viewer, "cases:read")) return <Forbidden />;
  // An address that was cut or mistyped asks nothing; the page opens all the same.
  const asked = searchQuerySchema.safeParse(await searchParams);
  const query = asked.success ? asked.data : searchQuerySchema.parse({});
  const [policies, firstPage] = await Promise.all([
    currentPolicies(),
    asksNothing(query) ? null : search(viewer, query),
  ]);
  return (
    <SearchPage
      query={query}
      firstPage={firstPage}
      policies={policies.map(({ code, title, translations }) => ({
        code,
        title: { en: title, fa: translations.fa?.title ?? title },
      }))}
      mayBulk={can(viewer, "bulk:decide")}
    />
  );
}
