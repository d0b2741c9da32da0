// The same order with a record for each call, linked to its caller's, and nothing else: no checks, no marks, no `try`.

class Frame {
  constructor(node, caller) {
    this.state = 0;
    this.caller = caller;
    this.node = node;
  }
}

class Walk {
  constructor(node) {
    this.innermost = new Frame(node, null);
  }

  next() {
    let frame = this.innermost;
    while (frame !== null) {
      switch (frame.state) {
        case 0:
          if (frame.node === null) {
            frame = frame.caller;
            continue;
          }
          frame.state = 1;
          frame = new Frame(frame.node.left, frame);
          continue;
        case 1:
          frame.state = 2;
          this.innermost = frame;
          return { value: frame.node.value, done: false };
        case 2:
          frame.state = 3;
          frame = new Frame(frame.node.right, frame);
          continue;
        case 3:
          frame = frame.caller;
      }
    }
    this.innermost = null;
    return { value: undefined, done: true };
  }

  [Symbol.iterator]() {
    return this;
  }
}

function walk(node) {
  return new Walk(node);
}
