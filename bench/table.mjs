// What is measured, and what is wanted of it. A row is a function of a workload, with the ratio to native that it must not
// exceed, and the one that is aimed at; null where nothing is wanted. `size` is what the function is called with, so that a
// native run takes some milliseconds. `byHand` is what is wanted beside the iterator class that one writes by hand;
// that is a file beside the workload, `handwritten` the name of another one.

/** With the assumption that buys what exactness does not allow. */
const ordinary = { assumptions: { ordinaryFunctions: true } };

const byHand = { byHand: { must: 1.5, aim: 1.1 } };

/** Rows of time; `from` says what the run is begun from, an event or a job of a promise. */
export const timeRows = [
  row("range", "oneConsumer", "range, one consumer", 200_000, 0.35, 0.25, byHand),
  row("range-twelve", "twelveFunctions", "range, twelve functions with one consumer", 20_000, 0.9, 0.75),
  row("short-lived", "createAndFinish", "short-lived: create, three yields, finish", 40_000, 0.3, 0.2),
  row("short-lived", "createAndFirst", "short-lived: create and first next", 60_000, 0.8, 0.5),
  row("send", "twoWay", "two-way send", 200_000, 0.3, 0.2, byHand),
  row("tree", "inOrder", "`yield*`: tree", 14, 0.35, 0.12, byHand),
  row("tree", "inOrder", "`yield*`: tree; by hand, a record for each call", 14, null, null, { handwritten: "tree-of-frames" }),
  row("chain", "fiftyLevels", "`yield*`: chain of 50", 5_000, 0.1, 0.02),
  row("chain-of-others", "fiveFunctions", "`yield*`: chain of five different functions", 30_000, 0.4, 0.15),
  row("try", "oneInEightThrows", "try, one in eight throws, from an event", 20_000, 0.15, 0.08),
  row("try", "oneInEightThrows", "try, one in eight throws, from a promise job", 60_000, 0.35, 0.2, { from: "job" }),
  row("try", "noneThrows", "try, none throws", 100_000, 1.0, 0.8),
  row("captured", "captureReassigned", "captured loop variables, reassigned", 80_000, 0.7, 0.6),
  row("captured", "captureConstant", "captured loop variables, never reassigned", 80_000, 0.4, 0.25),
  row("captured", "captureNothing", "one closure for all turns", 80_000, null, null),
  row("numeric", "heavy", "ten numeric locals, heavy", 60_000, 1.0, 0.8),
  row("numeric", "light", "ten numeric locals, light", 60_000, 0.3, 0.2),
  row("sample", "sampleGenerator", "sample: a generator", 120_000, null, null),
  row("states", "allStations", "20 states", 2_000, null, null, { count: 20, warmUp: 60 }),
  row("states", "allStations", "1,000 states", 40, 0.35, 0.2, { count: 1000, warmUp: 3000 }),
  row("states-at-work", "allStations", "1,000 states, with work between them", 40, 0.35, 0.2, { count: 1000, warmUp: 1500 }),
  row("states", "allStations", "5,000 states", 10, 1.0, 0.45, { count: 5000, warmUp: 120 }),
  row("await-loop", "resolvedPromise", "await loop, resolved promise", 40_000, 1.0, 0.85),
  row("await-loop", "primitive", "await loop, primitive", 40_000, 1.0, 0.8),
  row("call-chain", "tenCalls", "chain of ten calls, one await each", 2_000, 0.8, 0.55),
  row("two-awaits", "atOnce", "two awaits each, 10,000 at once", 10_000, 2.0, 1.0),
  row("two-awaits", "inTurn", "two awaits each, one after the other", 10_000, null, null),
  row("two-awaits", "withoutWaiting", "async call that does not wait", 20_000, null, null),
  row("stages", "threeStages", "async generators, three stages", 6_000, 1.2, 0.8),
  row("sample", "sampleAsync", "sample: an async function", 3_000, null, null),
  row("nested", "generatorRun", "nested generator, evaluated and run", 4_000, 1.0, 0.5),
  row("nested", "arrowCalled", "async arrow, created and called", 15_000, 5, 2),
  row("nested", "generatorRun", "nested generator, evaluated and run; `ordinaryFunctions`", 4_000, 1.0, 0.5, ordinary),
  row("nested", "generatorMade", "nested generator, evaluated", 40_000, 5, 2),
  row("nested", "arrowMade", "async arrow, evaluated", 40_000, 5, 2),
  row("nested", "asyncMade", "async function expression, evaluated", 40_000, 5, 2),
  row("nested", "asyncGeneratorMade", "async generator expression, evaluated", 40_000, 5, 2),
  row("nested", "generatorMade", "nested generator, evaluated; `ordinaryFunctions`", 40_000, 5, 2, ordinary),
  row("nested", "arrowMade", "async arrow, evaluated; `ordinaryFunctions`", 40_000, 5, 2, ordinary),
  row("nested", "asyncMade", "async function expression, evaluated; `ordinaryFunctions`", 40_000, 5, 2, ordinary),
  row("nested", "asyncGeneratorMade", "async generator expression, evaluated; `ordinaryFunctions`", 40_000, 5, 2, ordinary),
  row("super-methods", "methodRun", "generator method with super, run", 100_000, null, null),
  row("super-methods", "classMade", "class with it, evaluated and run", 2_000, null, null),
  row("super-methods", "objectMade", "object with an async one, evaluated and called", 10_000, null, null, {
    // It forgets to declare the _super that it uses.
    without: ["typescript"],
  }),
];

/** Rows of memory: the bytes of one suspended activation. */
export const heapRows = [
  heapRow("generatorAtYield", "generator, at a yield", 0.75, 0.5, 100_000),
  heapRow("asyncOnce", "async function, one await", null, null),
  heapRow("asyncTwice", "async function, two awaits", 1.4, 1.2, 100_000),
  heapRow("asyncGuarded", "async function, awaits in a try", null, null),
  heapRow("asyncGeneratorNew", "async generator, not begun", null, null),
  heapRow("asyncGeneratorAtAwait", "async generator, at an await", null, null),
  heapRow("tenCallsDeep", "ten calls, each awaiting the next", null, null),
];

/** What the growth of delegation is measured on. */
export const delegationRow = row("chain", "levels", "time per item over the depth of delegation", null, null, null);

/** What one more function may weigh, minified and gzipped, to one that Babel compiles. */
export const functionSizeGoal = { must: 1.3, aim: 1.3 };

/** What compiling may add to a run of Babel, to what Babel's regenerator adds. */
export const compileGoal = { must: 0.5, aim: 0.5 };

/** What is done with very many tasks; `times` is how often, so that it takes some tenths of a second. */
export const taskRows = [
  taskRow("sleepers", "tasks asleep, each for a time of its own", 100_000, 1),
  taskRow("waiters", "tasks that wait for one event", 10_000, 20),
  taskRow("turns", "turns of `sleep(0)`; natively awaits of a promise that is settled", 1_000_000, 1),
];

function taskRow(run, title, size, times) {
  return { id: `tasks/${run}`, workload: "tasks", run, title, size, times, count: null, without: ["babel", "typescript", "swc"] };
}

function heapRow(run, title, must, aim, activations = 20_000) {
  return { id: `heap/${run}`, workload: "activations", run, title, activations, must, aim, count: null, without: [] };
}

function row(workload, run, title, size, must, aim, more = {}) {
  const id = [workload, more.count, run, more.from, more.handwritten, ...Object.keys(more.assumptions ?? {})].filter(Boolean).join("/");
  return { id, workload, run, title, size, must, aim, from: "event", warmUp: 6, byHand: null, count: null, without: [], assumptions: {}, ...more };
}

/** The ratios are wanted in this version; newer engines are faster themselves, and there a row may take so much more. */
export const REFERENCE = 20;
export const ALLOWANCE = 1.3;

export function mustIn(node, must) {
  return parseInt(node, 10) > REFERENCE ? ALLOWANCE * must : must;
}

/** "aim", "must" or "miss" in a version of Node; null if there is nothing to meet. */
export function verdict(value, { must, aim }, node) {
  if (must === null) return null;
  if (value <= aim) return "aim";
  return value <= mustIn(node, must) ? "must" : "miss";
}
