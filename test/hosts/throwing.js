// Errors of every origin, thrown in the cases of a compiled generator. The test asks where their stacks point to.

const missing = undefined;

function* throwing(kind, list) {
  "use coroutine";
  let count = 0;
  const seen = [];
  while (count < 3) {
    const sent = yield count++;
    if (kind === "throw") throw new Error(`sent ${sent}`);
    else if (kind === "property") {
      seen.push(sent);
      null.property();
    }
    for (const item of list) {
      if (item === kind) (() => {
        throw new RangeError(item);
      })();
      seen.push(
        yield item,
        kind === "argument" && missing(),
      );
    }
    try {
      seen.push(yield "in try");
      if (kind === "in try") missing();
      continue;
    } catch (error) {
      seen.push(error);
      if (kind === "in try") throw new Error("from catch", { cause: error });
      break;
    } finally {
      seen.pop();
      if (kind === "in finally") {
        seen.missing();
      }
    }
  }
  switch (yield "switch") {
    case "sent":
      count = 1;
      break;
    default:
      if (kind === "in switch") missing();
      count = yield* list;
  }
  do {
    count--;
    if (kind === "in do") missing();
  } while ((yield count > 0) < 0);
  if (kind === "delegate") yield* kind.length;
  const { value: [first] } = yield "pattern";
  return first.name + seen.map((one) => one.length);
}

export const kinds = [
  "throw", "property", "callback", "argument", "in try", "in finally", "in switch", "in do", "delegate", "pattern",
];

/** The error that ends a generator of this kind. */
export function run(kind) {
  try {
    const generator = throwing(kind, ["a", "callback"]);
    for (let i = 0; i < 60; i++) {
      if (generator.next(i).done) return null;
    }
  } catch (error) {
    return error;
  }
  return null;
}
