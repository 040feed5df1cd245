/** Counts hashed features of one post, block by block; made once and emptied after every post. */
export class FeatureCounter {
  private readonly slotOf: Int32Array;
  private indices = new Int32Array(1024);
  private counts = new Int32Array(1024);
  private blockStart = 0;
  length = 0;

  /** @param space features are numbered below this; costs 4 bytes each. */
  constructor(space: number) {
    this.slotOf = new Int32Array(space).fill(-1);
  }

  /** Counts a feature in the present block. @returns its slot. */
  add(index: number): number {
    const known = this.slotOf[index] as number;
    if (known >= this.blockStart) {
      this.counts[known] = (this.counts[known] as number) + 1;
      return known;
    }
    if (this.length === this.indices.length) this.grow();
    this.indices[this.length] = index;
    this.counts[this.length] = 1;
    this.slotOf[index] = this.length;
    return this.length++;
  }

  /** From here on the same features get slots of their own. */
  startBlock(): void {
    this.blockStart = this.length;
  }

  /** Hands out copies and empties the table for the next post. */
  take(): { indices: Int32Array; counts: Int32Array } {
    const indices = this.indices.slice(0, this.length);
    const counts = this.counts.slice(0, this.length);
    for (const index of indices) this.slotOf[index] = -1;
    this.length = 0;
    this.blockStart = 0;
    return { indices, counts };
  }

  private grow(): void {
    const double = (from: Int32Array<ArrayBuffer>) => {
      const to = new Int32Array(from.length * 2);
      to.set(from);
      return to;
    };
    this.indices = double(this.indices);
    this.counts = double(this.counts);
  }
}
