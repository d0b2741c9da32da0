// One program with what later plugins like to rewrite. It must do the same under every host's configuration.

function* declaration(limit, { step = 1, ...rest } = {}) {
  "use coroutine";
  for (let i = 0; i < limit; i += step) rest.last = yield i;
  return rest;
}

class Tree {
  #left;
  #right;
  #value;
  static made = 0;
  label = `tree ${++Tree.made}`;

  constructor(value, left = null, right = null) {
    this.#value = value;
    this.#left = left;
    this.#right = right;
  }

  *#inOrder(depth) {
    "use coroutine";
    if (this.#left) yield* this.#left.#inOrder(depth + 1);
    yield [this.#value, depth];
    if (this.#right) yield* this.#right.#inOrder(depth + 1);
    return ++this.#value;
  }

  *[Symbol.iterator]() {
    "use coroutine";
    const root = yield* this.#inOrder(0);
    yield `${this.label}: ${root}`;
  }

  static *of(...values) {
    "use coroutine";
    for (const value of values) yield new this(value);
  }

  *describe(prefix = "plain") {
    "use coroutine";
    yield `${prefix} ${this.#value}`;
  }
}

class Named extends Tree {
  *describe() {
    "use coroutine";
    yield* super.describe("named");
    yield new.target === undefined;
  }
}

function* destructuring(source) {
  "use coroutine";
  const [first, , { a = yield "default", ...others } = {}, ...tail] = source;
  let x, y;
  ({ x, y = x } = yield [first, a, others, tail]);
  [x, y] = [y, x];
  return { x, y };
}

const closures = function* (count) {
  "use coroutine";
  const readers = [];
  for (let i = 0, offset = 10; i < count; i++, offset++) {
    readers.push(() => [i, offset, arguments.length]);
    yield i;
    i += 0;
    offset *= 2;
  }
  for (const name of ["p", "q"]) {
    yield;
    readers.push(() => name);
  }
  return readers.map((read) => read());
};

function* cleaning(log) {
  "use coroutine";
  outer: for (;;) {
    try {
      try {
        (log.push)(yield "working");
      } catch ({ message }) {
        log.push(`caught ${message}`);
        yield "recovering";
        continue outer;
      } finally {
        log.push(`inner ${yield "tidying"}`);
      }
      break;
    } finally {
      log.push("outer");
    }
  }
  return log?.length ?? "no log";
}

const object = {
  base: 3,
  *["comp" + "uted"](by) {
    "use coroutine";
    yield this.base ** (by ?? 2);
    this.base ||= yield;
    return `${this.base}!`;
  },
};

/* @coroutine */
function* delegating(inners) {
  const results = [];
  for (const inner of inners) results.push(yield* inner);
  return results;
}

function* native(n) {
  const sent = yield n;
  return `native ${sent}`;
}

const resume = (probe, generator, steps) => {
  for (const [step, value] of steps) {
    try {
      probe(step, generator[step](value));
    } catch (error) {
      probe("threw", error);
    }
  }
};

export default (probe) => {
  probe(declaration.name, declaration.length, Object.prototype.toString.call(declaration()));
  probe([...declaration(5, { step: 2 })]);
  resume(probe, declaration(2, { kept: true }), [["next"], ["next", "a"], ["next", "b"], ["next"]]);
  probe([...new Tree(2, new Tree(1), new Tree(4, new Tree(3)))]);
  for (const named of Named.of(7, 8)) probe(named instanceof Named, named.label, [...named.describe()]);
  resume(probe, destructuring([1, 2, undefined, 3, 4]), [["next"], ["next", "given"], ["next", { x: 1 }]]);
  resume(probe, destructuring(null), [["next"], ["next"]]);
  resume(probe, closures(3), Array.from({ length: 6 }, () => ["next"]));
  const log = [];
  resume(probe, cleaning(log), [["next"], ["throw", new Error("once")], ["next"], ["next", 1], ["return", "early"], ["next", 2], ["next"]]);
  probe(log);
  resume(probe, cleaning([]), [["next"], ["next", "fine"], ["next", "done"], ["next"]]);
  resume(probe, object.computed(), [["next"], ["next"], ["next", "unused"]]);
  resume(probe, delegating([native(1), [2, 3], declaration(1), "s"]), Array.from({ length: 7 }, (_, i) => ["next", i]));
  resume(probe, delegating([native(1)]), [["next"], ["throw", new Error("through")], ["next"]]);
  const generator = declaration(1);
  probe(Object.getPrototypeOf(generator) === declaration.prototype, generator instanceof declaration);
};
