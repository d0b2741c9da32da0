// A loop that awaits: a promise that is settled already, or a number.

async function promises(n, settled) {
  "use coroutine";
  let sum = 0;
  for (let i = 0; i < n; i++) sum = (sum + (await settled)) | 0;
  return sum;
}

async function primitives(n) {
  "use coroutine";
  let sum = 0;
  for (let i = 0; i < n; i++) sum = (sum + (await i)) | 0;
  return sum;
}

const settled = Promise.resolve(1);

export const resolvedPromise = (n) => promises(n, settled);

export const primitive = (n) => primitives(n);
