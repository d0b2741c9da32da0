function* sum() {
  "use coroutine";
  let total = 0;
  for (;;) {
    const term = yield total;
    if (term === undefined) return total;
    total += term;
  }
}

export const subject = () => sum();

export default () => {
  const adding = sum();
  adding.next();
  for (const term of [1, 2, 3]) console.log("so far", adding.next(term).value);
  // What Python carries in StopIteration.value is the value of the result that is done.
  const { done, value } = adding.next();
  console.log("done", done, "value", value);
};
