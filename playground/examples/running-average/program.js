function* average() {
  "use coroutine";
  let total = 0;
  let count = 0;
  // The arrow outlives a suspension: `total` and `count` move into cells that it shares with the frame.
  const current = () => (count === 0 ? 0 : total / count);
  while (count < 4) {
    total += yield current();
    count++;
  }
  return current;
}

export const subject = average;

export default () => {
  const averaging = average();
  averaging.next();
  for (const n of [10, 20, 60]) console.log("average", averaging.next(n).value);
  const { value: current } = averaging.next(30);
  console.log("in the end", current());
};
