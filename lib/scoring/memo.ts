/**
 * Remembers what is costly to make: the promise, so that those who ask meanwhile share it; the `limit` asked for last.
 * A failure is forgotten, so that the next call tries again.
 */
export function createMemo<T>(limit: number): (key: string, make: () => Promise<T>) => Promise<T> {
  const kept = new Map<string, Promise<T>>();
  return (key, make) => {
    const value = kept.get(key) ?? make();
    // A map keeps the order of insertion: the first is the one longest not asked for.
    kept.delete(key);
    kept.set(key, value);
    value.catch(() => kept.get(key) === value && kept.delete(key));
    const [oldest] = kept.keys();
    if (kept.size > limit && oldest !== undefined) kept.delete(oldest);
    return value;
  };
}
