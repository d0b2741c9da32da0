// Functions of every kind, declared in every place, compared with the engine: their names, prototypes, and what a call gives,
// before and after the place where they stand.

import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";

const require = createRequire(import.meta.url);
const { compile }: typeof import("../src/compiler/index.js") = require("babel-plugin-switchyard/compiler");
const runtime = require("babel-plugin-switchyard/runtime");

const use = `
  const use = async (f) => {
    const seen = [f.name, f.length, Object.getPrototypeOf(f).constructor.name];
    const result = f(2);
    if (result[Symbol.iterator]) seen.push(...result);
    else if (result[Symbol.asyncIterator]) for await (const x of result) seen.push(x);
    else seen.push(await result);
    try { new f(); } catch (error) { seen.push(error.constructor.name); }
    return seen;
  };`;

type Declare = (name: string) => string;
const kinds: Record<string, Declare> = {
  generator: (f) => `function* ${f}(n) { yield n; if (n > 0) yield* ${f}(n - 1); return typeof ${f}; }`,
  "generator with defaults": (f) => `function* ${f}(n = 0, ...rest) { yield n; if (n > 0) yield* ${f}(n - 1); return rest; }`,
  async: (f) => `async function ${f}(n) { await n; return n > 0 ? 1 + (await ${f}(n - 1)) : 0; }`,
  "async generator": (f) => `async function* ${f}(n) { yield n; if (n > 0) yield* ${f}(n - 1); }`,
};

/** Programs; `list` is what they give. */
const places: Record<string, (declare: Declare) => string> = {
  program: (f) => `list.push(use(f)); ${f("f")}`,
  block: (f) => `{ list.push(use(f)); ${f("f")} } list.push(typeof f);`,
  "blocks in blocks": (f) => `{ { list.push(use(f)); { ${f("f")} list.push(use(f)); } ${f("f")} } }`,
  if: (f) => `if (list) { ${f("f")} list.push(use(f)); } else { ${f("g")} }`,
  try: (f) => `try { ${f("f")} list.push(use(f)); throw 1; } catch (e) { ${f("g")} list.push(use(g)); } finally { ${f("h")} list.push(use(h)); }`,
  switch: (f) => `switch (2) { case 1: ${f("f")} break; case 2: list.push(use(f)); default: ${f("g")} list.push(use(g)); }`,
  loop: (f) => `for (let i = 0; i < 2; i++) { list.push(use(f)); ${f("f")} } `,
  "switch in a loop": (f) => `for (const i of [0, 1]) switch (i) { case 0: list.push(use(f)); break; case 1: ${f("f")} list.push(use(f)); }`,
  label: (f) => `L: { ${f("f")} list.push(use(f)); break L; }`,
  "function, its block and switch": (f) => `
    function outer(x) { if (x === 3) { list.push(use(f)); ${f("f")} return; } switch (x) { case 0: return list.push(use(g)); case 1: ${f("g")} default: list.push(use(g)); } }
    [0, 1, 2, 3].forEach(outer);`,
  machine: (f) => `function* outer(x) { "use coroutine"; yield use(f); ${f("f")} { yield use(g); ${f("g")} } if (x) { ${f("h")} yield use(h); } } list.push(...outer(1));`,
  "switch of a machine": (f) => `
    async function outer(x) { "use coroutine"; switch (await x) { case 0: return await use(f); case 1: ${f("f")} default: await 0; return await use(f); } }
    list.push(...[0, 1, 2].map(outer));`,
  "static block, field, getter": (f) => `
    class A { static { list.push(use(f)); ${f("f")} { ${f("g")} list.push(use(g)); } } x = (() => { { ${f("h")} return h; } })(); get y() { ${f("k")} return k; } }
    list.push(use(new A().x), use(new A().y));`,
  "default of a parameter": (f) => `function outer(a = (() => { ${f("f")} return f; })()) { return a; } list.push(use(outer()));`,
  "variable that is assigned": (f) => `const kept = f; ${f("f")} f = () => 7; list.push(kept.name, f()); { const kept = g; ${f("g")} g = () => 8; list.push(kept.name, g()); }`,
};

describe.each(Object.entries(places))("%s", (_place, program) => {
  it.each(Object.entries(kinds))("%s", async (_kind, declare) => {
    const source = `${use}\nconst list = [];\n${program(declare)}`;
    for (const sourceType of ["module", "script"] as const) {
      const run = (code: string): Promise<unknown[]> =>
        Promise.all(new Function("Switchyard", `${sourceType === "module" ? '"use strict";' : ""}${code}\nreturn list;`)({ runtime }));
      const expected = await run(source);
      expect(expected.length).toBeGreaterThan(0);
      for (const shape of ["function", "method"] as const) {
        const { code, diagnostics } = compile(source, { mode: "all", runtime: "global", sourceType, shape });
        expect(diagnostics).toEqual([]);
        expect(await run(code!), `${sourceType}, ${shape}`).toEqual(expected);
      }
    }
  });
});
