/** Every key under which the console caches server data. */
export const queryKeys = {
  queues: () => ["queues"] as const,
  cases: (slug: string) => ["queues", slug, "cases"] as const,
  case: (number: number) => ["case", number] as const,
  explanation: (number: number, signal: string) => ["case", number, "explanation", signal] as const,
  regions: (number: number, picture: string) => ["case", number, "regions", picture] as const,
  colleagues: (number: number) => ["case", number, "colleagues"] as const,
  stats: () => ["me", "stats"] as const,
  policies: () => ["policies"] as const,
  area: (name: string) => ["area", name] as const,
};
