import { assertCan, type Viewer } from "#lib/auth/index.ts";
import { db } from "#lib/db/index.ts";
import { type Exact, findExact, NOTHING_EXACT } from "./find-exact.ts";
import { findMatches } from "./find-matches.ts";
import { findSimilar } from "./find-similar.ts";
import { firstIdAt, timeOfId } from "./item-id-time.ts";
import { loadHits } from "./load-hits.ts";
import { compileQuery, FROM_THE_TOP, keepPassing, type Match, WHOLE_RANGE } from "./match-store.ts";
import { parseQuery } from "./parse-query.ts";
import type { SearchFilters, SearchPage, SearchQuery } from "./schema.ts";

const DAY_MS = 86_400_000;

/**
 * Items by words, phrases or the whole of an id, narrowed by filters, newest first in keyset pages. What a search
 * costs is bounded: one that finds little among much stops, says how far back it looked, and goes on from its cursor.
 * @throws DomainError forbidden
 */
export async function search(viewer: Viewer, query: SearchQuery): Promise<SearchPage> {
  assertCan(viewer, "cases:read");
  const parsed = parseQuery(query.q ?? "");
  const facts = await factsOf(query);
  if (facts === null) return emptyPage();
  const { query: compiled, stems } = await compileQuery(db(), parsed, facts);
  const match: Match = {
    query: compiled,
    phrases: parsed.phrases,
    filters: query,
    viewer,
    floor: query.from ? firstIdAt(new Date(query.from)) : WHOLE_RANGE.floor,
    before: query.cursor ?? endOf(query),
  };
  if (query.similar) return similarPage(viewer, query.similar, query.radius, match, stems);
  const [exact, matches] = await Promise.all([
    query.q && !query.cursor ? exactFor(viewer, query.q, match) : NOTHING_EXACT,
    findMatches(db(), match, query.limit + 1),
  ]);
  const page = matches.ids.slice(0, query.limit);
  const hits = await loadHits(db(), viewer, [...new Set([...exact.itemIds, ...page])], stems, parsed.phrases);
  const byId = new Map(hits.map((hit) => [hit.id, hit]));
  const more = matches.ids.length > query.limit;
  const pick = (ids: string[]) => ids.flatMap((id) => byId.get(id) ?? []);
  return {
    exact: { caseNumber: exact.caseNumber, accounts: exact.accounts, items: pick(exact.itemIds) },
    hits: pick(page.filter((id) => !exact.itemIds.includes(id))),
    nextCursor: (more ? page.at(-1) : matches.stoppedAt) ?? null,
    searchedTo: more || !matches.stoppedAt ? null : timeOfId(matches.stoppedAt).toISOString(),
    unknown: false,
  };
}

/** What bears exactly this name, as far as this person's right reaches; filters do not apply to a name. */
async function exactFor(viewer: Viewer, name: string, match: Match): Promise<Exact> {
  const exact = await findExact(db(), viewer, name);
  const everywhere: Match = { ...match, query: null, phrases: [], filters: {}, ...WHOLE_RANGE };
  return { ...exact, itemIds: await keepPassing(db(), exact.itemIds, everywhere) };
}

/** Items like one, on one page: how alike they are is their order, and no place in it to go on from. */
async function similarPage(
  viewer: Viewer,
  name: string,
  radius: number,
  match: Match,
  stems: string[],
): Promise<SearchPage> {
  const similar = await findSimilar(db(), name, radius, match);
  if (!similar) return { ...emptyPage(), unknown: true };
  const alike = new Map(similar.map(({ id, similarity }) => [id, similarity]));
  const hits = await loadHits(db(), viewer, [...alike.keys()], stems, match.phrases);
  return { ...emptyPage(), hits: hits.map((hit) => ({ ...hit, similarity: alike.get(hit.id) ?? null })) };
}

/** What an item is and stays, as words of the index; null where nothing can match. */
async function factsOf(filters: SearchFilters): Promise<string[] | null> {
  const facts: string[] = [];
  if (filters.kind) facts.push(`kind=${filters.kind}`);
  if (filters.language) facts.push(`language=${filters.language.toLowerCase().split("-")[0]}`);
  if (filters.surface) facts.push(`surface=${filters.surface}`);
  if (filters.account) {
    const account = await db().account.findUnique({
      where: { externalId: filters.account },
      select: { id: true },
    });
    if (!account) return null;
    facts.push(`account=${account.id}`);
  }
  return facts;
}

function endOf({ to }: SearchFilters): string {
  return to ? firstIdAt(new Date(Date.parse(to) + DAY_MS)) : FROM_THE_TOP;
}

function emptyPage(): SearchPage {
  return {
    exact: { caseNumber: null, accounts: [], items: [] },
    hits: [],
    nextCursor: null,
    searchedTo: null,
    unknown: false,
  };
}
