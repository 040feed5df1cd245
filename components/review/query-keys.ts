import { type CaseFilter, filterToQuery } from "#lib/review/case-filter.ts";

/** Every key under which the console caches server data. */
export const queryKeys = {
  queues: () => ["queues"] as const,
  /** A queue's list under every filter. */
  allCases: (slug: string) => ["queues", slug, "cases"] as const,
  cases: (slug: string, filter: CaseFilter) => ["queues", slug, "cases", filterToQuery(filter)] as const,
  facets: (slug: string, filter: CaseFilter) => ["queues", slug, "facets", filterToQuery(filter)] as const,
  views: (slug: string) => ["queues", slug, "views"] as const,
  anyCase: () => ["case"] as const,
  case: (number: number) => ["case", number] as const,
  explanation: (number: number, signal: string) => ["case", number, "explanation", signal] as const,
  regions: (number: number, picture: string) => ["case", number, "regions", picture] as const,
  thread: (number: number) => ["case", number, "thread"] as const,
  alike: (number: number) => ["case", number, "alike"] as const,
  context: (number: number) => ["case", number, "context"] as const,
  askable: (number: number) => ["case", number, "askable"] as const,
  colleagues: (number: number) => ["case", number, "colleagues"] as const,
  stats: () => ["me", "stats"] as const,
  myKeys: () => ["me", "keys"] as const,
  care: () => ["me", "care"] as const,
  wellbeing: () => ["me", "wellbeing"] as const,
  found: (typed: string) => ["found", typed] as const,
  search: (address: string) => ["search", address] as const,
  candidates: (address: string) => ["bulk", "candidates", address] as const,
  dryRun: (body: unknown) => ["bulk", "dry-run", body] as const,
  bulk: (number: number) => ["bulk", number] as const,
  decisions: () => ["me", "decisions"] as const,
  policies: () => ["policies"] as const,
  area: (name: string) => ["area", name] as const,
  /** Areas, so that the server can tell one person that theirs changed. */
  holds: () => ["area", "holds"] as const,
  inbox: () => ["area", "questions"] as const,
};
