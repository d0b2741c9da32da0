// Sets of a graph's variables, as bits: liveness joins thousands of them, and most are nearly equal.

export interface NameSet {
  /** Could the name be in it? */
  isOver(name: string): boolean;
  has(name: string): boolean;
  add(name: string): void;
  delete(name: string): void;
  addAll(other: NameSet): void;
  copy(): NameSet;
  equals(other: NameSet): boolean;
  [Symbol.iterator](): Iterator<string>;
}

/** Bits of a word: engines keep numbers of 31 bits and a sign as they are. To copy a Uint32Array takes many times as long. */
const WIDTH = 30;

/** A class, since sets are made by the thousand: closures over each one's bits were a tenth of what compiling allocates. */
class BitSet implements NameSet {
  constructor(
    private readonly position: ReadonlyMap<string, number>,
    private readonly words: number[],
  ) {}

  isOver(name: string): boolean {
    return this.position.has(name);
  }

  has(name: string): boolean {
    const at = this.position.get(name);
    return at !== undefined && this.hasAt(at);
  }

  add(name: string): void {
    const at = this.position.get(name)!;
    this.words[wordOf(at)] |= bitOf(at);
  }

  delete(name: string): void {
    const at = this.position.get(name)!;
    this.words[wordOf(at)] &= ~bitOf(at);
  }

  addAll(other: NameSet): void {
    const added = (other as BitSet).words;
    for (let word = 0; word < this.words.length; word++) this.words[word] |= added[word];
  }

  copy(): NameSet {
    return new BitSet(this.position, this.words.slice());
  }

  equals(other: NameSet): boolean {
    return (other as BitSet).words.every((word, index) => word === this.words[index]);
  }

  *[Symbol.iterator](): Iterator<string> {
    for (const [name, at] of this.position) if (this.hasAt(at)) yield name;
  }

  private hasAt(at: number): boolean {
    return (this.words[wordOf(at)] & bitOf(at)) !== 0;
  }
}

const wordOf = (at: number): number => Math.floor(at / WIDTH);
const bitOf = (at: number): number => 1 << (at % WIDTH);

/** The empty set over the given names; all sets that are joined have to come from one call. */
export function emptyNameSet(names: readonly string[]): NameSet {
  return new BitSet(new Map(names.map((name, index) => [name, index])), new Array<number>(Math.ceil(names.length / WIDTH)).fill(0));
}
