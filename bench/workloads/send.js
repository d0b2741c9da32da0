// Values in both directions: each yield gives the sum so far and receives the next number.

function* summed(sum) {
  "use coroutine";
  for (;;) sum = (sum + (yield sum)) | 0;
}

export function twoWay(n) {
  const sums = summed(1);
  sums.next();
  let last = 0;
  for (let i = 0; i < n; i++) last = sums.next(i ^ last).value;
  return last;
}
