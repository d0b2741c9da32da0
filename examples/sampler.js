// A bit of everything, for engines that have no generators: what it prints is compared with a native run.

function* leaf(name) {
  "use coroutine";
  try {
    const sent = yield `${name} 1`;
    yield `${name} got ${sent}`;
  } finally {
    print(`${name} is closed`);
  }
  return `${name} returned`;
}

function* tree(depth) {
  "use coroutine";
  if (depth === 0) return;
  yield* tree(depth - 1);
  yield depth;
  yield* tree(depth - 1);
}

function* delegating() {
  "use coroutine";
  const result = yield* leaf("inner");
  print(`result: ${result}`);
  yield* [10, 20];
}

function* guarded() {
  "use coroutine";
  for (;;) {
    try {
      yield "waiting";
    } catch (error) {
      print(`caught ${error}`);
      if (error === "stop") return "stopped";
    } finally {
      print("finally");
    }
  }
}

function* destructuring() {
  "use coroutine";
  const [first, { second = yield "default?", ...others }, ...rest] = yield "list?";
  print(`${first} ${second} ${Object.keys(others)} ${rest}`);
  const closures = [];
  for (const [key, value] of [["a", 1], ["b", 2]]) {
    closures.push(() => `${key}=${value}`);
    yield key;
  }
  print(closures.map((closure) => closure()).join(" "));
}

function show(title, generator, script) {
  print(`-- ${title}`);
  for (const [method, value] of script) {
    try {
      const result = generator[method](value);
      print(`${method}: ${result.value} ${result.done}`);
    } catch (error) {
      print(`${method} threw ${error && error.message ? error.name : error}`);
    }
  }
}

function collect(generator) {
  const values = [];
  for (let step = generator.next(); !step.done; step = generator.next()) values.push(step.value);
  return values.join(",");
}

show("sent through", delegating(), [["next"], ["next", "hello"], ["next"], ["next"], ["next"], ["next"]]);
show("returned through", delegating(), [["next"], ["return", "early"], ["next"]]);
show("thrown through", delegating(), [["next"], ["throw", "bad"], ["next"]]);
show("guarded", guarded(), [["next"], ["throw", "once"], ["throw", "stop"], ["next"]]);
show("closed", guarded(), [["next"], ["return", "bye"], ["throw", "late"]]);
show("patterns", destructuring(), [["next"], ["next", [1, { x: 1, y: 2 }, 3, 4]], ["next", "filled"], ["next"], ["next"]]);
print(`tree: ${collect(tree(5))}`);
