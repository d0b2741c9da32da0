// What Babel asks of Node's `assert` in a browser.

export default function assert(condition: unknown, message = "assertion failed"): asserts condition {
  if (!condition) throw new Error(message);
}
