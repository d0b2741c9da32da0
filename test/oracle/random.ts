// Numbers from a seed. What the corpus was made from must not change with the release of a library, so they are made here.

export interface Random {
  /** An integer from 0 to below the limit. */
  below(limit: number): number;
  chance(percent: number): boolean;
  pick<T>(items: readonly T[]): T;
  /** One of the values, as often as its weight says. */
  weighted<T>(choices: readonly (readonly [T, number])[]): T;
}

/** Mulberry32: 32 bits of state are enough for a program. */
export function random(seed: number): Random {
  let state = seed | 0;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return (bits ^ (bits >>> 14)) >>> 0;
  };
  const below = (limit: number) => Math.floor((next() / 2 ** 32) * limit);
  return {
    below,
    chance: (percent) => below(100) < percent,
    pick: (items) => items[below(items.length)]!,
    weighted(choices) {
      let at = below(choices.reduce((sum, [, weight]) => sum + weight, 0));
      for (const [value, weight] of choices) if ((at -= weight) < 0) return value;
      throw new Error("no choice has a weight");
    },
  };
}
