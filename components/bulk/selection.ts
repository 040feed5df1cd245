/** What of a grid is chosen, and where a stretch of choosing began. */
export interface Selection {
  chosen: ReadonlySet<string>;
  anchor: string | null;
}

export const NOTHING: Selection = { chosen: new Set(), anchor: null };

/** Chooses one or leaves it out; stretches begin here from now on. */
export function toggle({ chosen }: Selection, id: string): Selection {
  const next = new Set(chosen);
  if (!next.delete(id)) next.add(id);
  return { chosen: next, anchor: id };
}

/** Chooses everything from where the stretch began to here. What cannot be chosen is left out of `order`. */
export function extend({ chosen, anchor }: Selection, order: readonly string[], to: string): Selection {
  const from = order.indexOf(anchor ?? to);
  const end = order.indexOf(to);
  if (end < 0) return { chosen, anchor };
  const [first, last] = from < 0 ? [end, end] : [Math.min(from, end), Math.max(from, end)];
  return { chosen: new Set([...chosen, ...order.slice(first, last + 1)]), anchor: anchor ?? to };
}

/** Exactly these, as a filter or a radius chooses them; at most `most`. */
export function choose(ids: readonly string[], most: number): Selection {
  return { chosen: new Set(ids.slice(0, most)), anchor: null };
}
