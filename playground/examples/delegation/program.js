function* inner(name) {
  "use coroutine";
  const first = yield name + " asks";
  const second = yield name + " asks again, after " + first;
  return first + second;
}

function* outer() {
  "use coroutine";
  // What is sent goes straight to the innermost generator; its return value comes back here.
  const a = yield* inner("a");
  console.log("a gave", a);
  const b = yield* inner("b");
  console.log("b gave", b);
  return [a, b];
}

export const subject = outer;

export default () => {
  const talk = outer();
  let result = talk.next();
  for (let n = 1; !result.done; n++) {
    console.log(result.value);
    result = talk.next(n);
  }
  console.log("result", result.value);
};
