// The programs the fuzzer generates, as plain data.
//
// Nodes name no variables and no labels. They hold picks, numbers that render.ts resolves among what is visible at that
// place. So every tree is a valid program, and stays one when parts of it are cut out: that is what makes shrinking work.

export type Pick = number;

/** What main and its inners are. */
export type Kind = "generator" | "async" | "async-generator";

export interface Program {
  kind: Kind;
  strict: boolean;
  /** What main calls, and each of them those behind it. */
  inners: Inner[];
  main: Statement[];
}

export interface Inner {
  /** Or it stays native. */
  compiled: boolean;
  body: Statement[];
  /** A function of its body has the parameter's name. */
  redeclares: boolean;
}

export type Declaration = "let" | "const" | "var";

export type Statement =
  | { type: "log"; value: Expression }
  | { type: "expression"; value: Expression }
  /** `selfReference`: the initializer sees the variable, in its temporal dead zone. */
  | { type: "declare"; kind: Declaration; pick: Pick; init: Expression | null; selfReference: boolean }
  | { type: "declarePattern"; kind: Declaration; pattern: Pattern; value: Expression }
  | { type: "function"; pick: Pick; body: Statement[] }
  | { type: "if"; condition: Expression; then: Statement[]; otherwise: Statement[] | null }
  | { type: "while"; test: Expression | null; body: Statement[] }
  | { type: "doWhile"; test: Expression | null; body: Statement[] }
  | { type: "for"; kind: "let" | "var"; second: Expression | null; test: Expression | null; update: Expression | null; body: Statement[] }
  /** `awaits`: for await, where that can be written. */
  | { type: "forOf"; awaits: boolean; head: Head; iterable: Expression; body: Statement[] }
  | { type: "forIn"; head: Head; object: Expression; body: Statement[] }
  | { type: "block"; body: Statement[] }
  | { type: "labelled"; body: Statement }
  | { type: "break"; pick: Pick }
  | { type: "continue"; pick: Pick }
  | { type: "switch"; discriminant: Expression; cases: { test: Expression | null; body: Statement[] }[] }
  | { type: "try"; block: Statement[]; handler: Handler | null; finalizer: Statement[] | null }
  | { type: "throw"; value: Expression }
  | { type: "return"; value: Expression | null }
  /** Keeps a closure, which callKept calls later. */
  | { type: "keep"; value: Expression }
  | { type: "callKept" };

export interface Handler {
  parameter: Pattern | null;
  body: Statement[];
}

/** What a for-of or for-in loop assigns to; without a declaration, to what exists. */
export interface Head {
  kind: Declaration | null;
  pattern: Pattern;
}

export type Expression =
  | { type: "literal"; text: string }
  | { type: "read"; pick: Pick }
  | { type: "unary"; operator: string; operand: Expression }
  | { type: "binary"; operator: string; left: Expression; right: Expression }
  | { type: "conditional"; condition: Expression; then: Expression; otherwise: Expression }
  | { type: "sequence"; items: Expression[] }
  | { type: "template"; tagged: boolean; parts: Expression[] }
  | { type: "array"; items: Item[] }
  | { type: "object"; properties: Property[] }
  /** A call that logs its argument and returns it. */
  | { type: "show"; value: Expression }
  /** An object whose accessors, method and conversion log. */
  | { type: "box"; id: number; args: Item[] }
  | { type: "member"; object: Expression; key: Key }
  /** `ahead`: (ahead, object.key)(args), which is no call of a method. */
  | { type: "call"; ahead: Expression | null; object: Expression; key: Key; args: Item[] }
  | { type: "chain"; object: Expression; links: Link[] }
  | { type: "delete"; ahead: Expression | null; object: Expression; key: Key }
  | { type: "assign"; operator: string; target: Target; value: Expression }
  | { type: "update"; operator: "++" | "--"; prefix: boolean; target: Target }
  | { type: "destructure"; pattern: Pattern; value: Expression }
  | { type: "yield"; argument: Expression | null }
  | { type: "delegate"; iterable: Expression }
  | { type: "await"; argument: Expression }
  /** A promise, or a thenable, of the value. */
  | { type: "promise"; manner: Settling; value: Expression }
  /** An async arrow, called at once: its promise. */
  | { type: "asyncArrow"; compiled: boolean; body: Statement[] }
  | { type: "arrow"; body: Expression }
  | { type: "arrowBlock"; body: Statement[] }
  | { type: "class"; heritage: Expression | null; key: Expression; value: Expression }
  /** An iterator that logs what is asked of it. */
  | { type: "logged"; manner: Manner; isAsync: boolean; values: Item[] }
  | { type: "inner"; pick: Pick; value: Expression }
  /** A generator that main was given: there is one of each inner, for all functions of the program. */
  | { type: "shared"; pick: Pick }
  /** Resumes one of them. */
  | { type: "resume"; pick: Pick; method: Method; value: Expression }
  | { type: "generator"; compiled: boolean; body: Statement[] };

export type Method = "next" | "throw" | "return";

/** How a logged iterator answers: see prelude.ts. */
export type Manner = "full" | "bare" | "stubborn" | "failing" | "primitive";

/** How a promise settles: see prelude.ts. */
export type Settling = "resolved" | "rejected" | "later" | "rejected later" | "thenable" | "throwing";

/** An element or argument; null is a hole of an array. */
export type Item = { spread: boolean; value: Expression } | null;

export type Property =
  | { type: "value"; key: Key; value: Expression }
  | { type: "getter"; key: Key; value: Expression }
  | { type: "method"; key: Key; value: Expression }
  | { type: "shorthand"; pick: Pick }
  | { type: "spread"; value: Expression };

export type Key = { type: "name"; name: string } | { type: "computed"; value: Expression };

export type Link =
  | { type: "get"; optional: boolean; key: Key }
  | { type: "invoke"; optional: boolean; args: Item[] };

export type Target = { type: "variable"; pick: Pick } | { type: "property"; object: Expression; key: Key };

export type Pattern =
  | { type: "leaf"; target: Target }
  | { type: "arrayPattern"; elements: (Element | null)[]; rest: Pattern | null }
  | { type: "objectPattern"; properties: (Element & { key: Key })[]; rest: Target | null };

export interface Element {
  pattern: Pattern;
  initial: Expression | null;
}
