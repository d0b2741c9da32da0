// The least that gives such functions the prototypes they have to have; nobody who keeps these can be faster.

const GeneratorFunctionPrototype = Object.create(Function.prototype);
const AsyncFunctionPrototype = Object.create(Function.prototype);

const Counting = {
  next() {
    return this.i < this.n ? { value: this.start + this.i++, done: false } : { value: undefined, done: true };
  },
  [Symbol.iterator]() {
    return this;
  },
};

function countingFrom(start) {
  const generator = function (n) {
    const counting = Object.create(generator.prototype);
    counting.start = start;
    counting.n = n;
    counting.i = 0;
    return counting;
  };
  generator.prototype = Object.create(Counting);
  return Object.setPrototypeOf(generator, GeneratorFunctionPrototype);
}

function adding(x) {
  return Object.setPrototypeOf((y) => Promise.resolve(y).then((value) => x + value), AsyncFunctionPrototype);
}

function addingLong(x) {
  return Object.setPrototypeOf(function (y) {
    return Promise.resolve(y).then((value) => x + value);
  }, AsyncFunctionPrototype);
}

function streaming(x) {
  const generator = function () {
    throw new Error(`it is only made, with ${x}`);
  };
  generator.prototype = Object.create(Counting);
  return Object.setPrototypeOf(generator, GeneratorFunctionPrototype);
}
