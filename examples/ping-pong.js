// A two-way coroutine: it receives through `yield` what its caller sends, and the caller receives what it yields.

function* pingPong(count) {
  "use coroutine";
  for (let i = 1; i < count; i++) {
    const fromUser = yield i;
    print(`Send from user to generator ${fromUser}`);
  }
}

const coroutine = pingPong(10);
let step = coroutine.next();
while (!step.done) {
  print(`From generator ${step.value}`);
  step = coroutine.next("A");
}
print("reaching the end");
