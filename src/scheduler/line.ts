// A line: who has come first is first, and whoever is in it may leave it from where he stands.
//
// All of it takes the same time however long the line is. Rejected: an array with shift() and splice(), which move all who
// stand behind, so that a hundred thousand who leave one by one take minutes. ES5 has no Map, whose order would be a line's.

/** Stands where one has left. */
const GAP: any = {};

/** So many gaps at the head may be left as they are. */
const FEW = 16;

export class Line<T> {
  size = 0;
  /** Those in the line and the gaps between them, from `head` on. */
  places: T[] = [];
  head = 0;
  /** The number of the first of `places`: numbers stay what they are when gaps are cut off. */
  offset = 0;

  /** @returns the number of the place: what leave() takes */
  join(one: T): number {
    this.size++;
    return this.offset + this.places.push(one) - 1;
  }

  /** Does nothing if that one has left. */
  leave(place: number): void {
    const at = place - this.offset;
    if (at < this.head || this.places[at] === GAP) return;
    this.places[at] = GAP;
    this.size--;
    while (this.head < this.places.length && this.places[this.head] === GAP) this.head++;
    if (this.head > FEW && 2 * this.head > this.places.length) this.cut();
  }

  /** The first leaves; there has to be one. */
  shift(): T {
    const first = this.places[this.head]!;
    this.leave(this.offset + this.head);
    return first;
  }

  /** The first of whom `test` is true. */
  find(test: (one: T) => boolean): T | undefined {
    for (let at = this.head; at < this.places.length; at++) {
      const one = this.places[at]!;
      if (one !== GAP && test(one)) return one;
    }
    return void 0;
  }

  /** All who are in it now. */
  all(): T[] {
    return this.places.slice(this.head).filter((one) => one !== GAP);
  }

  private cut(): void {
    this.places = this.places.slice(this.head);
    this.offset += this.head;
    this.head = 0;
  }
}
