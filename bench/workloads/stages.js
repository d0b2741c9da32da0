// Three async generators, each consuming the one before it.

async function* numbers(n) {
  "use coroutine";
  for (let i = 0; i < n; i++) yield i;
}

async function* doubled(list) {
  "use coroutine";
  for await (const x of list) yield x * 2;
}

async function* increased(list) {
  "use coroutine";
  for await (const x of list) yield x + 1;
}

export async function threeStages(n) {
  let sum = 0;
  for await (const x of increased(doubled(numbers(n)))) sum = (sum + x) | 0;
  return sum;
}
