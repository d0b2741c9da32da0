// Methods that use `super`, of classes and objects that are made in a loop.

function classOf(Base) {
  return class extends Base {
    *items(n) {
      "use coroutine";
      for (let i = 0; i < n; i++) yield super.item(i) + 1;
    }
  };
}

function objectOf(base) {
  return {
    __proto__: base,
    async item(i) {
      "use coroutine";
      return (await i) + super.item(i);
    },
  };
}

/** A constructor as of old: a class that was compiled to ES5 cannot extend one that was not. */
function Source() {}
Source.prototype.item = (i) => 2 * i;

export function classMade(n) {
  let sum = 0;
  for (let i = 0; i < n; i++) {
    const Derived = classOf(Source);
    for (const x of new Derived().items(3)) sum = (sum + x) | 0;
  }
  return sum;
}

export async function objectMade(n) {
  const base = new Source();
  let sum = 0;
  for (let i = 0; i < n; i++) sum = (sum + (await objectOf(base).item(i))) | 0;
  return sum;
}

export function methodRun(n) {
  const Derived = classOf(Source);
  let sum = 0;
  for (const x of new Derived().items(n)) sum = (sum + x) | 0;
  return sum;
}
