"use coroutine";
// Coroutines that hand control to each other by name: none calls, none is called, none returns to another.
//
// A squeezer takes a text apart into characters, a squasher makes every "**" one "^", and a printer puts lines of eight together:
// the problem that coroutines were invented for. With functions two of the three would have to be turned inside out.
//
// Notice that there is no scheduler. A frame is all that is resumed, and `transfer` is a driver of a dozen lines; the stack is
// as deep in the end as in the beginning, however often control goes to and fro.

const { frameOf } = Switchyard.runtime;

/** Runs the first; what it yields, { to, value }, goes on there. Ends when one of them returns. */
function transfer(coroutines, first) {
  const frames = {};
  for (const name of Object.keys(coroutines)) frames[name] = frameOf(coroutines[name]());
  let frame = frames[first];
  let value;
  for (;;) {
    const request = frame.$step(frame, 0, value);
    if (frame.$state < 0) return request;
    frame = frames[request.to];
    value = request.value;
  }
}

const END = "";

function* reader() {
  for (const character of "x**2 + y**2 = z**2 *".split("")) yield { to: "squasher", value: character };
  yield { to: "squasher", value: END };
}

function* squasher() {
  let character = yield { to: "reader" };
  while (character !== END) {
    if (character === "*") {
      const next = yield { to: "reader" };
      if (next === "*") yield { to: "printer", value: "^" };
      else {
        yield { to: "printer", value: character };
        character = next;
        continue;
      }
    } else yield { to: "printer", value: character };
    character = yield { to: "reader" };
  }
  yield { to: "printer", value: END };
}

function* printer() {
  let line = "";
  for (;;) {
    const character = yield { to: "squasher" };
    if (character !== END) line += character;
    if (line.length === 8 || character === END) {
      print(`|${line}|`);
      line = "";
    }
    if (character === END) return "all is printed";
  }
}

print(transfer({ reader, squasher, printer }, "printer"));
