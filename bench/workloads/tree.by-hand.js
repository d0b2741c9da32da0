// The same order with a stack of the nodes whose left side is being visited.

class Walk {
  constructor(node) {
    this.stack = [];
    this.descend(node);
  }

  descend(node) {
    for (; node !== null; node = node.left) this.stack.push(node);
  }

  next() {
    const node = this.stack.pop();
    if (node === undefined) return { value: undefined, done: true };
    this.descend(node.right);
    return { value: node.value, done: false };
  }

  [Symbol.iterator]() {
    return this;
  }
}

function walk(node) {
  return new Walk(node);
}
