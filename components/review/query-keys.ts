/** Every key under which the console caches server data. */
export const queryKeys = {
  queues: () => ["queues"] as const,
  cases: (slug: string) => ["queues", slug, "cases"] as const,
  case: (number: number) => ["case", number] as const,
  explanation: (number: number, signal: string) => ["case", number, "explanation", signal] as const,
  colleagues: (number: number) => ["case", number, "colleagues"] as const,
  stats: () => ["me", "stats"] as const,
  myKeys: () => ["me", "keys"] as const,
  care: () => ["me", "care"] as const,
  wellbeing: () => ["me", "wellbeing"] as const,
  found: (typed: string) => ["found", typed] as const,
  policies: () => ["policies"] as const,
  area: (name: string) => ["area", name] as const,
};
