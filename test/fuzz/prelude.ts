// What generated programs call. A program is printed with the helpers it uses, so that it stands alone as a fixture.
// None of them is compiled, and none of them can run forever.

export type Helper = keyof typeof HELPERS;

export const HELPERS = {
  show: `function show(log, value) {
  log(value);
  return value;
}`,
  tag: `function tag(strings, ...values) {
  return [strings.raw.join("_"), ...values];
}`,
  callKept: `function callKept(log, kept) {
  for (const closure of kept.splice(0)) log("kept", closure());
}`,
  Box: `class Box {
  #log;
  constructor(log, name) {
    this.#log = log;
    this.name = name;
  }
  get x() {
    this.#log("get x of", this.name);
    return 1;
  }
  set x(value) {
    this.#log("set x of", this.name, value);
  }
  m(...values) {
    this.#log("m of", this.name, ...values);
    return values[0];
  }
  valueOf() {
    this.#log("valueOf", this.name);
    return 2;
  }
}`,
  // full: answers everything. bare: only next. stubborn: return and throw do not end it. failing: return throws.
  // primitive: return gives no object.
  logged: `function logged(log, manner, values) {
  let position = 0;
  const iterator = {
    [Symbol.iterator]() {
      log("open", manner);
      return this;
    },
    next(value) {
      log("next", manner, value);
      return position < values.length ? { value: values[position++], done: false } : { value: "end", done: true };
    },
  };
  if (manner === "bare") return iterator;
  iterator.return = (value) => {
    log("return", manner, value);
    if (manner === "failing") throw new Error("failing");
    return manner === "primitive" ? 0 : { value, done: manner !== "stubborn" };
  };
  iterator.throw = (value) => {
    log("throw", manner, value);
    if (manner === "failing") throw value;
    return { value, done: manner !== "stubborn" };
  };
  return iterator;
}`,
  // The same, async: results are promises, of a native or a foreign kind.
  loggedAsync: `function loggedAsync(log, manner, values) {
  let position = 0;
  const iterator = {
    [Symbol.asyncIterator]() {
      log("open", manner);
      return this;
    },
    next(value) {
      log("next", manner, value);
      const result = position < values.length ? { value: values[position++], done: false } : { value: "end", done: true };
      return manner === "bare" ? result : Promise.resolve(result);
    },
  };
  if (manner === "bare") return iterator;
  iterator.return = async (value) => {
    log("return", manner, value);
    if (manner === "failing") throw new Error("failing");
    return manner === "primitive" ? 0 : { value, done: manner !== "stubborn" };
  };
  iterator.throw = (value) => {
    log("throw", manner, value);
    if (manner === "failing") throw value;
    return { then: (resolve) => resolve({ value, done: manner !== "stubborn" }) };
  };
  return iterator;
}`,
  // Engines disagree about sync iterators in async loops and delegations: newer ones close them when a value rejects, or
  // when there is no throw(). So they get an async iterator around them.
  streamed: `function streamed(iterable) {
  const iterator = iterable[Symbol.iterator]();
  const answer = (method) => async (value) => iterator[method](value);
  const stream = { [Symbol.asyncIterator]: () => stream, next: answer("next") };
  if (iterator.return) stream.return = answer("return");
  if (iterator.throw) stream.throw = answer("throw");
  return stream;
}`,
  // A generator of each function, not begun.
  fill: `function fill(log, shared, makers) {
  shared.splice(0);
  for (const make of makers) shared.push(make(log));
}`,
  // A generator that runs cannot be resumed, whoever asks.
  resume: `function resume(log, generator, method, value) {
  try {
    const result = generator[method](value);
    log(method, result.value, result.done);
    return result.value;
  } catch (error) {
    log(method, "threw", error);
  }
}`,
  resumeAsync: `function resumeAsync(log, generator, method, value) {
  const answer = generator[method](value);
  answer.then((result) => log(method, result.value, result.done), (error) => log(method, "threw", error));
  return answer;
}`,
  promised: `function promised(log, manner, value) {
  switch (manner) {
    case "resolved":
      return Promise.resolve(value);
    case "rejected":
      return Promise.reject(value);
    case "later":
      return Promise.resolve().then(() => {}).then(() => value);
    case "rejected later":
      return Promise.resolve().then(() => Promise.reject(value));
    case "thenable":
      return {
        get then() {
          log("get then");
          return (resolve) => {
            log("then");
            resolve(value);
          };
        },
      };
    case "throwing":
      return {
        then(resolve) {
          log("then");
          throw value;
        },
      };
  }
}`,
} as const;
