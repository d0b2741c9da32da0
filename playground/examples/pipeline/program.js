function* numbers(limit) {
  "use coroutine";
  for (let n = 0; n < limit; n++) {
    console.log("make", n);
    yield n;
  }
}

function* where(items, test) {
  "use coroutine";
  for (const item of items) if (test(item)) yield item;
}

function* map(items, change) {
  "use coroutine";
  for (const item of items) yield change(item);
}

const even = (n) => n % 2 === 0;
const square = (n) => n * n;
const pipeline = () => map(where(numbers(7), even), square);

export const subject = pipeline;

// Nothing is made before it is asked for: each stage waits, suspended, for the one behind it.
export default () => {
  for (const n of pipeline()) console.log("got", n);
};
