// A generator and an async function as people write them: a bit of everything, and nothing for its own sake.

function* smoothed(n, log) {
  "use coroutine";
  let sum = 0.5;
  for (let i = 0; i < n; i++) {
    try {
      const x = yield sum;
      if (x < 0) throw x;
      for (let k = 0; k < 8; k++) sum = sum * 0.5 + x;
    } catch {
      yield -1;
    } finally {
      log(i);
    }
  }
  return sum;
}

async function load(keys, get) {
  "use coroutine";
  let sum = 0;
  for (let i = 0; i < keys.length; i++) {
    try {
      sum += await get(keys[i]);
    } catch {
      sum -= 1;
    }
  }
  return sum;
}

export function sampleGenerator(n) {
  let logged = 0;
  const generator = smoothed(n, (i) => {
    logged ^= i;
  });
  let sum = 0;
  for (let result = generator.next(); !result.done; result = generator.next(1)) sum += result.value;
  return sum + logged;
}

const keys = Array.from({ length: 10 }, (_, index) => index);
const values = keys.map((key) => Promise.resolve(key));
const get = (key) => values[key];

export async function sampleAsync(n) {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += await load(keys, get);
  return sum;
}
