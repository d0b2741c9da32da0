// Sets of a graph's variables, as bits: liveness joins thousands of them, and most are nearly equal.

/** A set over the names of one graph's variables; only these can be added. */
export interface NameSet {
  has(name: string): boolean;
  add(name: string): void;
  delete(name: string): void;
  addAll(other: NameSet): void;
  intersection(other: NameSet): NameSet;
  copy(): NameSet;
  equals(other: NameSet): boolean;
  [Symbol.iterator](): Iterator<string>;
}

/** Bits of a word: engines keep numbers of 31 bits and a sign as they are. To copy a Uint32Array takes many times as long. */
const WIDTH = 30;

/** A class, since sets are made by the thousand: closures over each one's bits were a tenth of what compiling allocates. */
class BitSet implements NameSet {
  constructor(
    private readonly names: readonly string[],
    private readonly position: ReadonlyMap<string, number>,
    private readonly words: number[],
  ) {}

  has(name: string): boolean {
    const at = this.position.get(name);
    return at !== undefined && (this.words[wordOf(at)] & bitOf(at)) !== 0;
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

  intersection(other: NameSet): NameSet {
    const kept = (other as BitSet).words;
    return new BitSet(this.names, this.position, this.words.map((word, index) => word & kept[index]));
  }

  copy(): NameSet {
    return new BitSet(this.names, this.position, this.words.slice());
  }

  equals(other: NameSet): boolean {
    return (other as BitSet).words.every((word, index) => word === this.words[index]);
  }

  *[Symbol.iterator](): Iterator<string> {
    for (let word = 0; word < this.words.length; word++) {
      for (let rest = this.words[word]; rest !== 0; rest &= rest - 1) yield this.names[word * WIDTH + lowestBit(rest)];
    }
  }
}

const wordOf = (at: number): number => Math.floor(at / WIDTH);
const bitOf = (at: number): number => 1 << (at % WIDTH);
const lowestBit = (word: number): number => 31 - Math.clz32(word & -word);

/** The empty set over the given names, whose order sets have; all that are joined have to be over the same ones. */
export function emptyNameSet(names: readonly string[]): NameSet {
  return new BitSet(names, new Map(names.map((name, index) => [name, index])), new Array<number>(Math.ceil(names.length / WIDTH)).fill(0));
}
