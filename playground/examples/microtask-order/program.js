async function walker(name, steps) {
  "use coroutine";
  for (let i = 1; i <= steps; i++) {
    console.log(name, "step", i);
    await null;
  }
  return name;
}

async function main() {
  "use coroutine";
  const first = walker("a", 3);
  const second = walker("b", 2);
  Promise.resolve().then(() => console.log("a reaction"));
  queueMicrotask(() => console.log("a microtask"));
  setTimeout(() => console.log("a timer"), 0);
  console.log("both have begun");
  console.log("done:", await Promise.all([first, second]));
}

export default main;
