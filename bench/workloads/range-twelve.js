// Twelve generators of the same shape, and one loop that consumes them all: its call of `next` sees twelve functions.

function* range0(n) {
  "use coroutine";
  for (let i = 0; i < n; i++) yield i;
}
function* range1(n) {
  "use coroutine";
  for (let i = 0; i < n; i++) yield i + 1;
}
function* range2(n) {
  "use coroutine";
  for (let i = 0; i < n; i++) yield i + 2;
}
function* range3(n) {
  "use coroutine";
  for (let i = 0; i < n; i++) yield i + 3;
}
function* range4(n) {
  "use coroutine";
  for (let i = 0; i < n; i++) yield i + 4;
}
function* range5(n) {
  "use coroutine";
  for (let i = 0; i < n; i++) yield i + 5;
}
function* range6(n) {
  "use coroutine";
  for (let i = 0; i < n; i++) yield i + 6;
}
function* range7(n) {
  "use coroutine";
  for (let i = 0; i < n; i++) yield i + 7;
}
function* range8(n) {
  "use coroutine";
  for (let i = 0; i < n; i++) yield i + 8;
}
function* range9(n) {
  "use coroutine";
  for (let i = 0; i < n; i++) yield i + 9;
}
function* range10(n) {
  "use coroutine";
  for (let i = 0; i < n; i++) yield i + 10;
}
function* range11(n) {
  "use coroutine";
  for (let i = 0; i < n; i++) yield i + 11;
}

const ranges = [range0, range1, range2, range3, range4, range5, range6, range7, range8, range9, range10, range11];

export function twelveFunctions(n) {
  let sum = 0;
  for (const range of ranges) {
    for (const x of range(n)) sum = (sum + x) | 0;
  }
  return sum;
}
