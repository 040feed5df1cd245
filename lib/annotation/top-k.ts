/**
 * The k best of a stream, in memory for k: a binary heap with the worst kept on top, so that most of a long stream
 * costs one comparison.
 */
export class TopK<T> {
  private readonly heap: { score: number; value: T }[] = [];
  private readonly size: number;

  constructor(size: number) {
    this.size = size;
  }

  offer(score: number, value: T): void {
    if (this.size === 0) return;
    if (this.heap.length < this.size) {
      this.heap.push({ score, value });
      this.rise(this.heap.length - 1);
    } else if (score > this.at(0)) {
      this.heap[0] = { score, value };
      this.sink();
    }
  }

  /** What was kept, best first. */
  best(): { score: number; value: T }[] {
    return this.heap.toSorted((a, b) => b.score - a.score);
  }

  private at(index: number): number {
    return this.heap[index]?.score ?? Number.POSITIVE_INFINITY;
  }

  private swap(a: number, b: number): void {
    const held = this.heap[a] as { score: number; value: T };
    this.heap[a] = this.heap[b] as { score: number; value: T };
    this.heap[b] = held;
  }

  private rise(from: number): void {
    for (let child = from; child > 0; ) {
      const parent = (child - 1) >> 1;
      if (this.at(parent) <= this.at(child)) return;
      this.swap(parent, child);
      child = parent;
    }
  }

  private sink(): void {
    for (let parent = 0; ; ) {
      const left = 2 * parent + 1;
      const least = this.at(left + 1) < this.at(left) ? left + 1 : left;
      if (this.at(parent) <= this.at(least)) return;
      this.swap(parent, least);
      parent = least;
    }
  }
}

/** `size` values of a stream, each with the same chance, whatever its length (Vitter 1985, algorithm R). */
export class Reservoir<T> {
  readonly kept: T[] = [];
  private readonly size: number;
  private readonly random: () => number;
  private seen = 0;

  constructor(size: number, random: () => number) {
    this.size = size;
    this.random = random;
  }

  offer(value: T): void {
    this.seen += 1;
    if (this.kept.length < this.size) this.kept.push(value);
    else {
      const place = Math.floor(this.random() * this.seen);
      if (place < this.size) this.kept[place] = value;
    }
  }
}
