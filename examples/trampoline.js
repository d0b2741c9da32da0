// A driver of another kind: frames call each other by yielding, and nothing recurses. Depth is bounded by memory alone,
// also on engines whose call stack ends at 60. It shows that frames know nothing of generator objects.

function* sum(n) {
  "use coroutine";
  if (n === 0) return 0;
  return n + (yield sum(n - 1));
}

function trampoline(generator) {
  const { frameOf } = Switchyard.runtime;
  const callers = [];
  let frame = frameOf(generator);
  let mode = 0;
  let value;
  for (;;) {
    try {
      value = frame.$step(frame, mode, value);
      mode = 0;
      const callee = frame.$state < 0 ? null : frameOf(value);
      if (callee) {
        callers.push(frame);
        frame = callee;
        value = undefined;
        continue;
      }
    } catch (error) {
      mode = 1;
      value = error;
    }
    if (callers.length === 0) {
      if (mode === 1) throw value;
      return value;
    }
    frame = callers.pop();
  }
}

print(`the sum of 1 to 1000 is ${trampoline(sum(1000))}`);
