// One run of one program, in a realm of its own.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { Script, SourceTextModule, constants, createContext, runInContext } from "node:vm";

const TURNS = 20;

// Counts the calls of assert and its methods, so that a program that lost half its code does not pass by throwing nothing.
const COUNTER = new Script(`(function () {
  if (typeof assert !== "function") return function () { return 0; };
  var calls = 0;
  function counting(target) {
    function counted() {
      calls++;
      return Reflect.apply(target, this, arguments);
    }
    for (var key of Object.keys(target)) counted[key] = typeof target[key] === "function" ? counting(target[key]) : target[key];
    return counted;
  }
  assert = counting(assert);
  return function () { return calls; };
})()`);

const scripts = new Map();

/** The script of a file, compiled once per process. */
function scriptOf(file) {
  if (!scripts.has(file)) scripts.set(file, new Script(readFileSync(file, "utf8"), { filename: file }));
  return scripts.get(file);
}

function createRealm(print) {
  const realm = createContext(constants.DONT_CONTEXTIFY);
  const host = runInContext("({})", realm);
  host.global = realm;
  host.evalScript = (code) => runInContext(code, realm);
  host.createRealm = () => createRealm(print).$262;
  for (const [name, value] of [["$262", host], ["print", print]]) {
    Object.defineProperty(realm, name, { value, writable: true, configurable: true });
  }
  return realm;
}

/**
 * @param prelude  a file that runs before everything else, or null
 * @returns {Promise<{failure: string | null, assertions: number}>}
 */
export async function run(code, { checkout, prelude, meta, mode }) {
  const printed = [];
  const isAsync = meta.flags.includes("async");
  const realm = createRealm((line) => printed.push(String(line)));
  if (prelude) scriptOf(prelude).runInContext(realm);
  if (mode !== "raw") {
    for (const name of ["assert.js", "sta.js", ...(isAsync ? ["doneprintHandle.js"] : []), ...meta.includes]) {
      scriptOf(join(checkout, "harness", name)).runInContext(realm);
    }
  }
  const assertions = COUNTER.runInContext(realm);
  const failure = await evaluate(code, realm, mode, meta.negative);
  return { failure: failure ?? (isAsync ? await reported(printed) : null), assertions: assertions() };
}

async function evaluate(code, realm, mode, negative) {
  let program;
  try {
    program = mode === "module" ? new SourceTextModule(code, { context: realm }) : new Script(code);
  } catch (error) {
    return `does not parse: ${describe(error)}`;
  }
  try {
    if (program instanceof Script) program.runInContext(realm);
    else {
      await program.link(importsNothing);
      await program.evaluate();
    }
  } catch (error) {
    if (negative === null) return describe(error);
    return error?.constructor?.name === negative.type ? null : `expected a ${negative.type}, got ${describe(error)}`;
  }
  return negative === null ? null : `expected a ${negative.type}, and nothing was thrown`;
}

function importsNothing(specifier) {
  throw new Error(`the harness does not load ${specifier}`);
}

/** What an asynchronous test says by $DONE. Nothing but promises can keep it waiting: the realm has no timers. */
async function reported(printed) {
  for (let turn = 0; turn < TURNS && printed.length === 0; turn++) await setImmediate();
  await setImmediate(); // what it reports first need not be all
  const failure = printed.find((line) => line.startsWith("Test262:AsyncTestFailure:"));
  if (failure !== undefined) return failure.slice("Test262:AsyncTestFailure:".length);
  return printed.includes("Test262:AsyncTestComplete") ? null : "$DONE was never called";
}

/** In one line. What is thrown may be anything, and of another realm. */
export function describe(error) {
  let text;
  try {
    text = Object(error) === error ? `${error.name ?? error.constructor?.name}: ${error.message}` : `threw ${String(error)}`;
  } catch {
    text = "threw what cannot be shown";
  }
  return text.replace(/\s+/g, " ").slice(0, 300);
}
