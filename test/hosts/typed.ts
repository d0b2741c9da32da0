// TypeScript in and around generators: types, modifiers and assertions, which a preset removes before or after.

import type { Probe } from "../fixtures.js";

interface Row<T> {
  readonly id: number;
  value: T;
}

abstract class Table<T> implements Iterable<Row<T>> {
  declare brand: string;
  private readonly rows: Row<T>[] = [];

  constructor(protected name: string, ...values: T[]) {
    values.forEach((value, id) => this.rows.push({ id, value }));
  }

  *[Symbol.iterator](this: Table<T>): Generator<Row<T>, void, unknown> {
    "use coroutine";
    for (const row of this.rows as readonly Row<T>[]) yield row!;
  }

  abstract titles(upper?: boolean): Iterator<string, number, boolean | undefined>;
}

class Names extends Table<string> {
  *titles(upper?: boolean): Generator<string, number, boolean | undefined> {
    "use coroutine";
    let count: number = 0 as const;
    for (const { id, value } of this) {
      const shout: boolean = (yield `${this.name} ${id}`) ?? upper ?? false;
      yield (shout ? value.toUpperCase() : value) satisfies string;
      count++;
    }
    return <number>count;
  }
}

export default (probe: Probe): void => {
  const titles = new Names("table", "a", "b").titles();
  for (const sent of [undefined, true, undefined, false, undefined, true]) probe(titles.next(sent));
};
