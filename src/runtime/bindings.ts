// Bindings that may be uninitialised or constant: the errors that the engine raises for its own variables.


/** What a binding holds in its temporal dead zone. */
export var uninitialized: any = { toString: function () { return "uninitialized"; } };

/** The value of a binding. Throws ReferenceError in its temporal dead zone (9.1.1.1.6). */
export function read(value: any, name: string): any {
  if (value === uninitialized) throw new ReferenceError("Cannot access '" + name + "' before initialization");
  return value;
}

/** The value to assign, once the binding turned out to be initialised: `current` is what it holds. */
export function initialized(value: any, current: any, name: string): any {
  read(current, name);
  return value;
}

/** An assignment to a constant: the value has been computed, and now it throws TypeError. */
export function constantAssignment(_value: any, _name: string): never {
  throw new TypeError("Assignment to constant variable.");
}

/**
 * A target for a destructuring pattern that looks at its binding when it is assigned, in its turn. `cell` is that of a
 * binding that may be uninitialised, `uninitialized` for one that certainly is, null for a constant that is initialised.
 */
export function guarded(cell: any, name: string, isConstant: boolean): any {
  return {
    set value(value: any) {
      if (cell !== null) read(cell === uninitialized ? cell : cell.value, name);
      if (isConstant) constantAssignment(value, name);
      cell.value = value;
    },
  };
}
