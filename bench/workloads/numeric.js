// Ten numeric locals, all in use across the yield; between two yields an inner loop works on them, long or short.

function* mixed(n, turns) {
  "use coroutine";
  let a = 0.5;
  let b = 1.5;
  let c = 2.5;
  let d = 3.5;
  let e = 4.5;
  let f = 5.5;
  let g = 6.5;
  let h = 7.5;
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < turns; k++) {
      a = a * 0.5 + b;
      b = b * 0.25 + c;
      c = c * 0.5 + d;
      d = d * 0.25 + e;
      e = e * 0.5 + f;
      f = f * 0.25 + g;
      g = g * 0.5 + h;
      h = h * 0.25 + a * 0.001;
    }
    yield a + b + c + d + e + f + g + h;
  }
}

function consume(n, turns) {
  let sum = 0;
  for (const x of mixed(n, turns)) sum += x;
  return sum;
}

export const heavy = (n) => consume(n, 20);

export const light = (n) => consume(n, 1);
