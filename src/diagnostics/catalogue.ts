// Every diagnostic there is. docs/diagnostics.md has a section, and fixtures/diagnostics a case, for each; a test holds that.
// A number that is missing belonged to what has been compiled since, and is not given again.

export type DiagnosticCode = keyof typeof CATALOGUE;

interface Entry {
  severity: "error" | "info";
  message: string;
  hint: string;
}

export const CATALOGUE = {
  SY101: {
    severity: "error",
    message: "{text} looks like an annotation, and is none",
    hint: 'the annotations are "use coroutine" and "use no coroutine" as directives, and /* @coroutine */',
  },
  SY102: {
    severity: "error",
    message: '"{text}" is not at the start of a function body, so it does nothing',
    hint: "make it the first statement of the body, in plain quotes",
  },
  SY103: {
    severity: "error",
    message: "{name} is annotated, and neither a generator nor async: there is nothing to compile",
    hint: "remove the annotation, or make it a generator (function*) or async function",
  },
  SY104: {
    severity: "error",
    message: "coroutine(…) takes one function, written in place",
    hint: "pass the function itself: coroutine(function* () { … })",
  },
  SY105: {
    severity: "error",
    message: "a plugin that ran before has already rewritten {name}",
    hint: "list switchyard before plugins that rewrite functions in Program.enter",
  },
  SY106: {
    severity: "error",
    message: "{text} is not before a function, so it does nothing",
    hint: "put it right before the function, or write \"use coroutine\" into its body",
  },
  SY201: {
    severity: "error",
    message: "{name} contains {construct}, which cannot be compiled",
    hint: "give the variables names of their own, or move what needs eval or with into a function outside",
  },
  SY202: {
    severity: "info",
    message: "{name} contains a direct eval or a with statement: its variables stay in closures, which is slow and cannot be saved",
    hint: "move what needs eval or with into a function outside; what a sloppy eval declares lasts until the next suspension",
  },
  SY203: {
    severity: "error",
    message: "{name} contains {construct}, which TypeScript does not allow there",
    hint: '{remedy}, or leave the function native with "use no coroutine"',
  },
  SY204: {
    severity: "error",
    message: "{variable} is declared at the top of the file, and hides the global of that name, {need}",
    hint: 'give {variable} another name, or have the runtime imported (runtime: "import")',
  },
  SY302: {
    severity: "error",
    message: "{name} contains {construct}, which this version does not compile yet",
    hint: 'leave it native with "use no coroutine", or move {construct} into a function of its own',
  },
  SY303: {
    severity: "error",
    message: "{name} stands in a TypeScript namespace or a module block, and this version does not compile functions there yet",
    hint: 'leave it native with "use no coroutine", or move it out; a namespace can export it by a constant',
  },
} as const satisfies Record<string, Entry>;
