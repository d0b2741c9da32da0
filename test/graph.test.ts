// The StateGraph of every fixture is sound, and its faces keep what they promise.

import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import type { CompileStep } from "../src/compiler/index.js";
import type { Block, Effects, Exit, FinallyRegion, StateGraph, Suspend } from "../src/graph/graph.js";
import { graphToJson } from "../src/graph/json.js";
import { graphToMermaid } from "../src/graph/mermaid.js";
import { graphToText } from "../src/graph/text.js";
import { verifyGraph } from "../src/graph/verify.js";
import { readFixtures, syntaxOf, type Fixture } from "./fixtures.js";

const require = createRequire(import.meta.url);
const { compile }: typeof import("../src/compiler/index.js") = require("babel-plugin-switchyard/compiler");

function compileFixture({ source, options }: Fixture, optimize: boolean) {
  const { sourceType = "module", plugin = {} } = options;
  const parserPlugins = syntaxOf(options) as never[];
  return compile(source, { ...plugin, sourceType, parserPlugins, optimize }).functions;
}

function graphsOf(source: string, optimize = true): StateGraph[] {
  return compile(source, { optimize }).functions.map(({ graph }) => graph);
}

function graphNamed(name: string, source: string): StateGraph {
  return graphsOf(source).find((graph) => graph.name === name)!;
}

describe("the graphs of every fixture are sound, and can be shown", () => {
  it.each(readFixtures())("$name", (fixture) => {
    for (const optimize of [true, false]) {
      const functions = compileFixture(fixture, optimize);
      if (!fixture.name.startsWith("diagnostics/")) expect(functions.length).toBeGreaterThan(0);
      for (const { graph, slots, states } of functions) {
        expect(verifyGraph(graph, { pruned: optimize }), `${graph.name}, optimize: ${optimize}`).toEqual([]);

        const json = graphToJson(graph, fixture.source, { slots, states });
        expect(JSON.parse(JSON.stringify(json))).toEqual(json);
        expect(new Set(json.blocks.map(({ label }) => label)).size).toBe(json.blocks.length);
        // State 0 is the call, every other one a suspension; those that the optimizer would drop may have none.
        const { 0: _, ...suspended } = slots.live;
        const live = json.suspensions.map(({ state, live }) => [String(state), live]);
        if (optimize) expect(Object.fromEntries(live)).toEqual(suspended);
        expect(json.blocks.flatMap(({ id, state }) => (state === null ? [] : [[state, id]])).sort()).toEqual(states.map((id, state) => [state, id]).sort());
        // What is in use when a suspended frame is entered again is in use in its state.
        for (const { resume, live } of json.suspensions) {
          const { receives, live: needed } = json.blocks.find(({ id }) => id === resume)!;
          expect(live).toEqual(expect.arrayContaining(needed.filter((name) => name !== receives)));
        }

        const paragraphs = graphToText(graph, fixture.source).split("\n\n");
        expect(paragraphs.length).toBe(1 + graph.regions.length + json.blocks.length);
        expectDrawn(graph, graphToMermaid(graph, fixture.source));
      }
    }
  });
});

/** Every block is one node, every line has one of the known shapes, and boxes are closed. */
function expectDrawn(graph: StateGraph, drawing: string): void {
  const [head, start, ...lines] = drawing.split("\n").map((line) => line.trim());
  expect(head).toBe("flowchart TD");
  expect(start).toMatch(/^start\(\("[^"]*"\)\) --> b\d+$/);
  const nodes: number[] = [];
  let open = 0;
  for (const line of lines) {
    const node = /^b(\d+)(\[\[?|\{\{|\(\[)"[^"]*"(\]?\]|\}\}|\]\))$/.exec(line);
    if (node) nodes.push(Number(node[1]));
    else if (/^subgraph r\d+\["[^"]*"\]$/.test(line)) open++;
    else if (line === "end") open--;
    else expect(line).toMatch(/^[br]\d+ (-->|-\.->)(\|(true|false|case|resume|throw|return|jump|finally)\|)? b\d+$/);
  }
  expect(open).toBe(0);
  expect(nodes.sort((a, b) => a - b)).toEqual(graph.blocks.flatMap((block) => (block ? [block.id] : [])));
}

describe("who watches the compiler", () => {
  const source = `function* g() { "use coroutine"; const x = yield 1; return () => x; } function* h() { "use coroutine"; }`;
  const watch = (optimize: boolean) => {
    const steps: CompileStep[] = [];
    const { code, functions } = compile(source, { optimize, observe: (step) => steps.push(step) });
    return { steps, code, functions };
  };

  it("sees every function after every step, and disturbs nothing", () => {
    const { steps, code } = watch(true);
    const way = ["lower", "spill", "build", "dead-stores", "thread", "prune", "merge"];
    const seen = steps.map((step) => `${step.function} ${step.phase === "optimize" ? step.pass : step.phase}`);
    expect(seen).toEqual(["g", "h"].flatMap((name) => way.map((step) => `${name} ${step}`)));
    expect(code).toBe(compile(source).code);
  });

  it("keeps what was shown, up to the graph that is emitted", () => {
    for (const optimize of [true, false]) {
      const { steps, functions } = watch(optimize);
      const graphs = steps.flatMap((step) => ("graph" in step && step.function === "g" ? [step.graph] : []));
      expect(graphs.at(-1)).toEqual(functions[0].graph);
      expect(graphs[0]).toEqual(compile(source, { optimize: false }).functions[0].graph);
    }
  });
});

describe("the verifier finds", () => {
  const source = `function* g(n) {
    "use coroutine";
    for (; n < 9; ) {
      try {
        try { if (yield n) break; if (n) throw n; } catch (e) { n = e; }
        if (n > 3) return n;
      } finally { n++; yield 5; }
    }
    return n;
  }`;
  type Kind = Block["terminator"]["kind"];
  type Ending<K extends Kind> = Extract<Block["terminator"], { kind: K }>;

  const blocksOf = (graph: StateGraph) => graph.blocks.filter((block) => block !== null);
  const endingIn = (graph: StateGraph, kind: Kind) =>
    blocksOf(graph).find(({ terminator }) => terminator.kind === kind)!;
  const ending = <K extends Kind>(graph: StateGraph, kind: K) => endingIn(graph, kind).terminator as Ending<K>;
  const outermost = (graph: StateGraph) => graph.regions[0] as FinallyRegion;
  const inRegion = (graph: StateGraph, id: number) => blocksOf(graph).find(({ region }) => region === id)!;
  const leafOf = (graph: StateGraph) => blocksOf(graph).find(({ leaves }) => leaves.length > 0)!.leaves[0];
  const nothing: Effects = { reads: [], defines: [], writes: [], mayThrow: false };
  const exits = (graph: StateGraph, exit: Exit, block = graph.blocks[graph.entry]!) =>
    block.leaves.push({ id: 997, effects: nothing, exits: [exit], source: null });
  /** A finally clause runs in the region around it. */
  const suspensionInFinally = (graph: StateGraph) =>
    blocksOf(graph).find(({ region, terminator }) => terminator.kind === "suspend" && region === null)!;
  const end = (graph: StateGraph, block: Block, terminator: object) => {
    block.terminator = { source: null, ...terminator } as Block["terminator"];
    return graph;
  };

  const harms: [finding: RegExp, harm: (graph: StateGraph) => unknown][] = [
    [/the entry b999 is no block/, (graph) => (graph.entry = 999)],
    [/the entry b\d+ is no block/, (graph) => (graph.blocks[graph.entry] = null)],
    [/two variables have one name/, (graph) => graph.variables.push(graph.variables[0])],
    [/b998 stands at \d+/, (graph) => (blocksOf(graph)[0].id = 998)],
    [/runs in region 7, which does not exist/, (graph) => (blocksOf(graph)[0].region = 7)],
    [/receives it, which is no variable/, (graph) => (graph.blocks[ending(graph, "suspend").resume]!.receives = "it")],
    [/mentions n, which is no variable/, (graph) => graph.variables.shift()],
    [/mentions m, which is no variable/, (graph) => (leafOf(graph).effects.reads = ["m"])],
    [/mentions m, which is no variable/, (graph) => (leafOf(graph).effects.writes = ["m"])],
    [/mentions m, which is no variable/, (graph) => (ending(graph, "suspend").operand!.effects.writes = ["m"])],
    [/mentions m, which is no variable/, (graph) => (ending(graph, "branch").test.effects.reads = ["m"])],
    [/mentions m, which is no variable/, (graph) => (ending(graph, "return").value!.effects.reads = ["m"])],
    [/defines n and does not write it/, (graph) => (leafOf(graph).effects = { ...nothing, defines: ["n"] })],
    [/has leaf \d+, which occurs twice/, (graph) => blocksOf(graph)[0].leaves.push(leafOf(graph), leafOf(graph))],
    [/region 0 is called 5/, (graph) => (outermost(graph).id = 5)],
    [/region 0 lies in region 0, which is not made before it/, (graph) => (outermost(graph).parent = 0)],
    [/region 0 lies in region 1, which is not made before it/, (graph) => (outermost(graph).parent = 1)],
    [/region 1 leads to b999, which is no block/, (graph) => (graph.regions[1].handler = 999)],
    [/region 0 leads to b999, which is no block/, (graph) => (outermost(graph).returned = 999)],
    [/region 0 leads to b999, which is no block/, (graph) => (outermost(graph).body = 999)],
    [/region 1 leads to b\d+, which is not around it/, (graph) => (graph.regions[1].handler = inRegion(graph, 1).id)],
    [/region 0 pends in it, which is no variable/, (graph) => (outermost(graph).completion = "it")],
    [/region 0 pends in it, which is no variable/, (graph) => (outermost(graph).value = "it")],
    [/leaves through region 1, which is no finally/, (graph) => (ending(graph, "leave").region = 1)],
    [/leaves through region 9, which is no finally/, (graph) => (ending(graph, "leave").region = 9)],
    [/leaves through region 1, which is no finally/, (graph) => exits(graph, { kind: "return", leave: 1 })],
    [
      /leaves through region 1, which is no finally/,
      (graph) => exits(graph, { kind: "leave", region: 1, completion: 0 }),
    ],
    [/leaves through region 0, and is in finally null/, (graph) => (endingIn(graph, "leave").region = null)],
    [/leaves with completion 3, which region 0 does not know/, (graph) => (outermost(graph).jumps = [])],
    [/leaves with completion 4, which region 0 does not know/, (graph) => (ending(graph, "leave").completion = 4)],
    [/leaves with completion -1, which region 0 does not know/, (graph) => (ending(graph, "leave").completion = -1)],
    [/returns past finally 0/, (graph) => exits(graph, { kind: "return", leave: null }, inRegion(graph, 0))],
    [/returns past finally 0/, (graph) => end(graph, inRegion(graph, 0), { kind: "return", value: null })],
    [/throws to b999, which is not its region's handler/, (graph) => exits(graph, { kind: "throw", handler: 999 })],
    [
      /throws to bnull, which is not its region's handler/,
      (graph) => end(graph, inRegion(graph, 1), { kind: "throw", handler: null, value: { id: 997, effects: nothing } }),
    ],
    [/ends region 1, which is no finally/, (graph) => (ending(graph, "endFinally").region = 1)],
    [/ends region 0, which does not lie in its own/, (graph) => (endingIn(graph, "endFinally").region = 1)],
    [/\(resume\) to b999, which is no block/, (graph) => (ending(graph, "suspend").resume = 999)],
    [/\(resume\) to b\d+, which is no block/, (graph) => (graph.blocks[ending(graph, "suspend").resume] = null)],
    [/\(throw\) to b\d+, which is no block/, (graph) => (graph.blocks[outermost(graph).handler] = null)],
    [/\(return\) to b\d+, which is no block/, (graph) => (graph.blocks[outermost(graph).returned] = null)],
    [/\(finally\) to b\d+, which is no block/, (graph) => (graph.blocks[outermost(graph).body] = null)],
    [/\(goto\) to b999, which is no block/, (graph) => (ending(graph, "goto").target = 999)],
    [/\(then\) to b999, which is no block/, (graph) => (ending(graph, "branch").then = 999)],
    [/\(else\) to b999, which is no block/, (graph) => (ending(graph, "branch").otherwise = 999)],
    [/\(jump\) to b999, which is no block/, (graph) => (outermost(graph).jumps[0] = 999)],
    [/\(jump\) to b999, which is no block/, (graph) => exits(graph, { kind: "jump", target: 999 })],
    [
      /\(then\) to b\d+, and brings nothing to receive/,
      (graph) => (ending(graph, "branch").then = outermost(graph).handler),
    ],
    [
      /\(goto\) to b\d+, out of finally 0/,
      (graph) => end(graph, inRegion(graph, 0), { kind: "goto", target: graph.entry }),
    ],
    [
      /not alone in leading to b\d+, which it resumes/,
      (graph) => {
        const { resume } = suspensionInFinally(graph).terminator as Suspend;
        graph.blocks[resume]!.receives = null;
        end(graph, graph.blocks[graph.entry]!, { kind: "goto", target: resume });
      },
    ],
    [
      /resumes b\d+ in another region/,
      (graph) => {
        const resumed = graph.blocks[(suspensionInFinally(graph).terminator as Suspend).resume]!;
        Object.assign(resumed, { region: 1, leaves: [] });
        end(graph, resumed, { kind: "goto", target: inRegion(graph, 1).id });
        outermost(graph).jumps = outermost(graph).jumps.map(() => graph.entry);
      },
    ],
    [
      /the entry receives something/,
      (graph) => {
        const entered = { ...graph.blocks[graph.entry]!, id: graph.blocks.length, receives: "n", leaves: [] };
        end(graph, entered, { kind: "goto", target: graph.entry });
        graph.entry = graph.blocks.push(entered) - 1;
      },
    ],
    [
      /b\d+ cannot be reached/,
      (graph) => {
        const idle = { ...graph.blocks[graph.entry]!, id: graph.blocks.length, leaves: [] };
        graph.blocks.push(idle);
        end(graph, idle, { kind: "unreachable" });
      },
    ],
    [
      /b\d+ can be reached, and leads nowhere/,
      (graph) => end(graph, endingIn(graph, "return"), { kind: "unreachable" }),
    ],
  ];

  it.each(harms)("%s (%#)", (finding, harm) => {
    const [graph] = graphsOf(source);
    expect(verifyGraph(graph, { pruned: true })).toEqual([]);
    harm(graph);
    expect(verifyGraph(graph, { pruned: true }).join("\n")).toMatch(finding);
  });

  it("unreachable blocks only where they should be gone", () => {
    const after = 'function* g() { "use coroutine"; try { return 1; } finally { yield 2; } yield 3; }';
    const [graph] = graphsOf(after, false);
    expect(verifyGraph(graph, { pruned: false })).toEqual([]);
    expect(verifyGraph(graph, { pruned: true }).join("\n")).toMatch(/cannot be reached/);
  });
});

describe("labels in JSON", () => {
  const source = `function* g(n) {
    "use coroutine";
    for (const x of n) { try { yield x; yield n(); } finally { n(); } }
    yield "last";
  }`;
  const labelsOf = (text: string) => graphToJson(graphNamed("g", text), text).blocks.map(({ label }) => label);

  it.each([
    ["one with all the same names", source.replace("function* g", "function* other")],
    ["one whose variables are called as those that are made", "function other(iterator, completion, pended, frame, value) {}"],
  ])("stay when a function is added, even %s, and so do the variables", (_, other) => {
    const text = `// more\n${other}\n\n${source}\n${other.replace("other", "third")}`;
    expect(graphNamed("g", text).variables).toEqual(graphNamed("g", source).variables);
    expect(labelsOf(text)).toEqual(labelsOf(source));
  });

  it("stay with white space, comments between statements, and changes elsewhere in the function", () => {
    const labels = labelsOf(source);
    const noted = source.replace(/\n */g, "\n\t\t").replace('"use coroutine";', '"use coroutine"; // a note');
    expect(labelsOf(noted)).toEqual(labels);
    const changed = labelsOf(source.replace('"last"', '"least"'));
    expect(changed.length).toBe(labels.length);
    expect(labels.filter((label) => !changed.includes(label)).map((label) => label.split("-")[0])).toEqual(["suspend"]);
  });

  it("tell blocks apart that contain the same", () => {
    const labels = labelsOf('function* g() { "use coroutine"; yield 1; yield 1; yield 2; }');
    const suspending = labels.filter((label) => label.startsWith("suspend"));
    expect(suspending[1]).toBe(`${suspending[0]}-2`);
    expect(new Set(suspending).size).toBe(3);
  });
});

it("JSON has no syntax, and says where and with which slots it suspends", () => {
  const source = 'function* g(n) {\n  "use coroutine";\n  for (let i = 0; i < n; i++) yield i;\n  yield* n;\n}';
  const [{ graph, slots, states }] = compile(source).functions;
  const json = graphToJson(graph, source, { slots, states });
  expect(json).toMatchObject({ version: 1, name: "g", kind: "generator", entry: 0, slots: { names: ["n", "i"] } });
  expect(json.suspensions).toMatchObject([
    { op: "yield", state: 1, line: 3, column: 30, live: ["n", "i"] },
    { op: "delegate", state: 3, line: 4, column: 2, live: [] },
  ]);
  for (const { block, resume, label } of json.suspensions) {
    expect(json.blocks.find(({ id }) => id === block)!.label).toBe(label);
    expect(json.blocks.map(({ id }) => id)).toContain(resume);
  }
  const [leaf] = json.blocks.flatMap(({ leaves }) => leaves);
  expect(Object.keys(leaf).sort()).toEqual(["exits", "id", "mayThrow", "reads", "source", "writes"]);
  expect(JSON.stringify(json)).not.toMatch(/"type"|"effects"/);
  expect(graphToJson(graph, source)).toMatchObject({ slots: null, suspensions: [{ live: null, state: null }, { live: null, state: null }] });
});

it("text has a paragraph for the function, each region and each block", () => {
  const source = 'function* g(n) { "use coroutine"; try { while (n) yield n; } finally { n(); } }';
  expect(graphToText(graphsOf(source)[0], source)).toMatchInlineSnapshot(`
    "generator g: n, completion, pended; enters b0

    region 0: finally, throws to b2, returns to b3, body b4, pends completion, pended

    b0
      goto → b6

    b1
      return

    b2 receives pended
      → completion
      goto → b4

    b3 receives pended
      → completion
      goto → b4

    b4
      [n()] n !
      endFinally of region 0 → b1

    b6 in region 0
      branch [n] n → b7 | b8

    b7 in region 0
      yield [yield n] n → b9

    b8 in region 0
      leave region 0 as 0

    b9 in region 0
      goto → b6"
  `);
});

it("a drawing has boxes for regions, names on edges, and nothing that Mermaid would take for its own", () => {
  const source = 'function* g(n) { "use coroutine"; try { while (n < "<b>:;%`") yield n; } finally { n(); } }';
  expect(graphToMermaid(graphsOf(source)[0], source)).toMatchInlineSnapshot(`
    "flowchart TD
      start(("g")) --> b0
      b0["0"]
      b1[["1<br/>return"]]
      b2["2<br/>completion = …"]
      b3["3<br/>completion = …"]
      b4["4<br/>n()<br/>end of finally"]
      subgraph r0["try … finally"]
        b6{{"6<br/>n #60; #34;#60;b#62;#58;#59;#37;#96;#34;"}}
        b7(["7<br/>yield n"])
        b8["8<br/>to finally"]
        b9["9"]
      end
      b0 --> b6
      b2 --> b4
      b3 --> b4
      b4 --> b1
      b6 -->|true| b7
      b6 -->|false| b8
      b7 -.->|resume| b9
      b7 -.->|return| b3
      b8 -->|finally| b4
      b9 --> b6
      r0 -.->|throw| b2"
  `);
});
