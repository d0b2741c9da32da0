// Functions that are evaluated again and again, inside another function: a generator that is run, an async arrow that is
// called, and what it costs to make each kind, without calling it.

function countingFrom(start) {
  return function* (n) {
    "use coroutine";
    for (let i = 0; i < n; i++) yield start + i;
  };
}

function adding(x) {
  return async (y) => {
    "use coroutine";
    return x + (await y);
  };
}

function addingLong(x) {
  return async function (y) {
    "use coroutine";
    return x + (await y);
  };
}

function streaming(x) {
  return async function* (y) {
    "use coroutine";
    yield x + (await y);
  };
}

export function generatorRun(n) {
  let sum = 0;
  for (let i = 0; i < n; i++) {
    for (const x of countingFrom(i)(3)) sum = (sum + x) | 0;
  }
  return sum;
}

export async function arrowCalled(n) {
  let sum = 0;
  for (let i = 0; i < n; i++) sum = (sum + (await adding(i)(1))) | 0;
  return sum;
}

/** What is made is kept for a while, or the engine would see that nobody wants it. */
const made = (make) => (n) => {
  const kept = new Array(64).fill(null);
  for (let i = 0; i < n; i++) kept[i % 64] = make(i);
  return typeof kept[0];
};

export const generatorMade = made(countingFrom);

export const arrowMade = made(adding);

export const asyncMade = made(addingLong);

export const asyncGeneratorMade = made(streaming);
