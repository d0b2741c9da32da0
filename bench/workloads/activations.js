// Activations of every kind, suspended with two parameters and three locals in use. What an async one awaits is shared by
// all, and never settled.

function* generator(a, b) {
  "use coroutine";
  const x = a + 1;
  const y = b + 2;
  const z = a + b;
  yield x;
  return a + b + x + y + z;
}

async function once(a, b, wait) {
  "use coroutine";
  const x = a + 1;
  const y = b + 2;
  const z = a + b;
  await wait;
  return a + b + x + y + z;
}

async function twice(a, b, wait) {
  "use coroutine";
  const x = a + 1;
  const y = b + 2;
  const z = a + b;
  await wait;
  await wait;
  return a + b + x + y + z;
}

async function guarded(a, b, wait) {
  "use coroutine";
  const x = a + 1;
  const y = b + 2;
  let z = a + b;
  try {
    await wait;
    await wait;
  } finally {
    z++;
  }
  return a + b + x + y + z;
}

async function* stream(a, b, wait) {
  "use coroutine";
  const x = a + 1;
  const y = b + 2;
  const z = a + b;
  await wait;
  yield a + b + x + y + z;
}

async function layers(depth, wait) {
  "use coroutine";
  if (depth === 1) await wait;
  else await layers(depth - 1, wait);
  return depth;
}

function begun(made) {
  made.next();
  return made;
}

export const generatorAtYield = (i) => begun(generator(i, i));

export const asyncOnce = (i, wait) => once(i, i, wait);

export const asyncTwice = (i, wait) => twice(i, i, wait);

export const asyncGuarded = (i, wait) => guarded(i, i, wait);

export const asyncGeneratorNew = (i, wait) => stream(i, i, wait);

export const asyncGeneratorAtAwait = (i, wait) => begun(stream(i, i, wait));

export const tenCallsDeep = (i, wait) => layers(10, wait);
