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

interface BitSet extends NameSet {
  bits: Uint32Array;
}

/** The empty set over the given names; all sets that are joined have to come from one call. */
export function emptyNameSet(names: readonly string[]): NameSet {
  const position = new Map(names.map((name, index) => [name, index]));

  const over = (bits: Uint32Array): BitSet => ({
    bits,
    has(name) {
      const at = position.get(name);
      return at !== undefined && (bits[at >> 5] & (1 << (at & 31))) !== 0;
    },
    add(name) {
      const at = position.get(name)!;
      bits[at >> 5] |= 1 << (at & 31);
    },
    delete(name) {
      const at = position.get(name)!;
      bits[at >> 5] &= ~(1 << (at & 31));
    },
    addAll(other) {
      const added = (other as BitSet).bits;
      for (let word = 0; word < bits.length; word++) bits[word] |= added[word];
    },
    copy: () => over(bits.slice()),
    equals: (other) => (other as BitSet).bits.every((word, index) => word === bits[index]),
    *[Symbol.iterator]() {
      for (const [name, at] of position) if (bits[at >> 5] & (1 << (at & 31))) yield name;
    },
  });
  return over(new Uint32Array((names.length + 31) >> 5));
}
