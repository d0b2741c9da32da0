// StateGraph → text, one block per paragraph, for tests and people.
//
//   function* range(n) { for (let i = 0; i < n; i++) yield i; }
//   → generator range: n, i; enters b0
//     b0
//       → i
//       goto → b1
//     b1
//       branch [i < n] i, n ! → b2 | b3
//     b2
//       yield [yield i] i → b5
//     b3
//       return
//     b5
//       [i++] i → i !
//       goto → b1
//
// In [brackets] the source, then what is read, → what is written, ! if it may throw, and an exit per line.

import { excerptOf } from "./excerpt.js";
import {
  liveBlocks,
  type Block,
  type Effects,
  type Exit,
  type Operand,
  type Region,
  type SourceRange,
  type StateGraph,
  type Terminator,
} from "./graph.js";

/** `source` is the text of the whole file. */
export function graphToText(graph: StateGraph, source: string): string {
  const quoted = (range: SourceRange | null) => (range ? [`[${excerptOf(range, source)}]`] : []);
  const names = graph.variables.map(({ name }) => name).join(", ");
  const head = `${graph.kind} ${graph.name}: ${names || "no variables"}; enters b${graph.entry}`;
  return [head, ...graph.regions.map(regionToText), ...liveBlocks(graph).map(blockToText)].join("\n\n");

  function blockToText({ id, region, receives, leaves, terminator }: Block): string {
    const place = region === null ? "" : ` in region ${region}`;
    const lines = leaves.flatMap(({ effects, exits, source: range }) => [
      [...quoted(range), effectsToText(effects)].join(" "),
      ...exits.map((exit, index) => `  exit ${index}: ${exitToText(exit)}`),
    ]);
    // The source of a finally clause stands in its blocks already.
    const said = terminator.kind === "endFinally" ? [] : quoted(terminator.source);
    const end = [endOf(terminator), ...said, ...waysOn(terminator)].join(" ");
    const received = receives === null ? "" : ` receives ${receives}`;
    return [`b${id}${place}${received}`, ...[...lines, end].map((line) => `  ${line}`)].join("\n");
  }
}

function regionToText(region: Region): string {
  const place = region.parent === null ? "" : ` in region ${region.parent}`;
  const head = `region ${region.id}: ${region.kind}${place}, throws to b${region.handler}`;
  if (region.kind === "catch") return head;
  const jumps = region.jumps.map((target, index) => `jump ${index} to b${target}`);
  const pends = `pends ${region.completion}, ${region.value}`;
  return [head, `returns to b${region.returned}`, `body b${region.body}`, pends, ...jumps].join(", ");
}

function effectsToText({ reads, writes, mayThrow }: Effects): string {
  const parts = [reads.join(", "), writes.length > 0 ? `→ ${writes.join(", ")}` : "", mayThrow ? "!" : ""];
  return parts.filter((part) => part !== "").join(" ") || "nothing";
}

function exitToText(exit: Exit): string {
  switch (exit.kind) {
    case "jump":
      return `jump to b${exit.target}`;
    case "throw":
      return `throw to b${exit.handler}`;
    case "return":
      return exit.leave === null ? "return" : `return through region ${exit.leave}`;
    case "leave":
      return `leave region ${exit.region} as ${exit.completion}`;
  }
}

const endOf = (terminator: Terminator) => (terminator.kind === "suspend" ? terminator.op : terminator.kind);

function waysOn(terminator: Terminator): string[] {
  const operand = (value: Operand | null) => (value ? [effectsToText(value.effects)] : []);
  switch (terminator.kind) {
    case "goto":
      return [`→ b${terminator.target}`];
    case "branch":
      return [...operand(terminator.test), `→ b${terminator.then} | b${terminator.otherwise}`];
    case "switch": {
      const targets = [...terminator.cases.map(({ target }) => target), terminator.otherwise];
      return [...operand(terminator.discriminant), `→ ${targets.map((target) => `b${target}`).join(" | ")}`];
    }
    case "suspend":
      return [...operand(terminator.operand), `→ b${terminator.resume}`];
    case "return":
      return operand(terminator.value);
    case "throw":
      return [...operand(terminator.value), ...(terminator.handler === null ? [] : [`→ b${terminator.handler}`])];
    case "leave":
      return [...operand(terminator.value), `region ${terminator.region} as ${terminator.completion}`];
    case "endFinally":
      return [`of region ${terminator.region} → b${terminator.next}`];
    case "unreachable":
      return [];
  }
}
