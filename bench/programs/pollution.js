// What a program does besides: functions of every kind, which have run hot before anything is measured, through the same
// runtime. A benchmark with one generator picks the wrong design, since whatever all functions share looks free as long as
// there is only one of them. This text is taken several times, each time with another number for $N.

/* global $N */

function* counted$N(n) {
  "use coroutine";
  for (let i = 0; i < n; i++) yield i + $N;
}

function* echoed$N(sum) {
  "use coroutine";
  for (;;) sum += yield sum * $N;
}

function* guarded$N(n) {
  "use coroutine";
  for (let i = 0; i < n; i++) {
    try {
      if (i % 8 === $N % 8) throw i;
      yield i;
    } catch (error) {
      yield error;
    } finally {
      n -= 0;
    }
  }
}

function* nested$N(depth, n) {
  "use coroutine";
  if (depth > 0) yield* nested$N(depth - 1, n);
  else yield* counted$N(n);
  return depth;
}

async function loop$N(n) {
  "use coroutine";
  let sum = $N;
  for (let i = 0; i < n; i++) sum += await i;
  return sum;
}

async function once$N(x) {
  "use coroutine";
  return x + $N + (await x);
}

async function twice$N(x) {
  "use coroutine";
  const y = await x;
  const z = await (y + $N);
  return y + z;
}

async function tried$N(x) {
  "use coroutine";
  try {
    return await twice$N(x);
  } finally {
    await $N;
  }
}

async function immediate$N(x) {
  "use coroutine";
  return x * $N;
}

const arrow$N = async (x) => {
  "use coroutine";
  return x - (await $N);
};

async function* stream$N(n) {
  "use coroutine";
  for (let i = 0; i < n; i++) yield i + $N;
}

async function* passed$N(list) {
  "use coroutine";
  for await (const x of list) yield x * $N;
}

async function* joined$N(n) {
  "use coroutine";
  yield* stream$N(n);
  yield await $N;
}

function made$N(x) {
  return [
    function* () {
      "use coroutine";
      yield x + $N;
    },
    async () => {
      "use coroutine";
      return x + (await $N);
    },
  ];
}

async function heat$N(n) {
  let sum = 0;
  for (let i = 0; i < n; i++) {
    for (const x of counted$N(n)) sum += x;
    for (const x of guarded$N(16)) sum += x;
    for (const x of nested$N(4, 8)) sum += x;
    const echo = echoed$N(1);
    for (let k = 0; k < 8; k++) sum += echo.next(k).value % 7;
    echo.return(0);
    const [generator, arrow] = made$N(i);
    for (const x of generator()) sum += x;
    sum += await arrow();
    sum += (await once$N(i)) + (await twice$N(i)) + (await tried$N(i)) + (await immediate$N(i)) + (await arrow$N(i));
  }
  sum += await loop$N(n);
  for await (const x of passed$N(stream$N(n))) sum += x;
  for await (const x of joined$N(n)) sum += x;
  return sum;
}
