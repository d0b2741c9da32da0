// Sets of a graph's variables, as bits: liveness joins thousands of them, and most are nearly equal.

export interface NameSet {
  has(name: string): boolean;
  add(name: string): void;
  delete(name: string): void;
  addAll(other: NameSet): void;
  copy(): NameSet;
  equals(other: NameSet): boolean;
  [Symbol.iterator](): Iterator<string>;
}

/** A class, since sets are made by the thousand: closures over each one's bits were a tenth of what compiling allocates. */
class BitSet implements NameSet {
  constructor(
    private readonly position: ReadonlyMap<string, number>,
    private readonly bits: Uint32Array,
  ) {}

  has(name: string): boolean {
    const at = this.position.get(name);
    return at !== undefined && (this.bits[at >> 5] & (1 << (at & 31))) !== 0;
  }

  add(name: string): void {
    const at = this.position.get(name)!;
    this.bits[at >> 5] |= 1 << (at & 31);
  }

  delete(name: string): void {
    const at = this.position.get(name)!;
    this.bits[at >> 5] &= ~(1 << (at & 31));
  }

  addAll(other: NameSet): void {
    const added = (other as BitSet).bits;
    for (let word = 0; word < this.bits.length; word++) this.bits[word] |= added[word];
  }

  copy(): NameSet {
    return new BitSet(this.position, this.bits.slice());
  }

  equals(other: NameSet): boolean {
    return (other as BitSet).bits.every((word, index) => word === this.bits[index]);
  }

  *[Symbol.iterator](): Iterator<string> {
    for (const [name, at] of this.position) if (this.bits[at >> 5] & (1 << (at & 31))) yield name;
  }
}

/** The empty set over the given names; all sets that are joined have to come from one call. */
export function emptyNameSet(names: readonly string[]): NameSet {
  return new BitSet(new Map(names.map((name, index) => [name, index])), new Uint32Array((names.length + 31) >> 5));
}
