// A graph in the notation of the source's comments: one line per block, its leaves, and where it goes.
//
//   b0:  i = 0                                    goto b1
//   b1:                                           branch i < n → b2, else b3
//   b2:                                           suspend yield i → b4
//   b3:                                           return
//   b4:  (receives sent) total += sent · i++      goto b1

import { liveBlocks, type Block, type Exit, type LeafId, type Operand, type Region, type StateGraph, type Terminator } from "../src/graph/graph.js";
import { PEND_JUMP, PEND_NORMAL, PEND_RETURN } from "../src/protocol.js";

/** `leaves`: the code of each leaf and operand. */
export function inNotation(graph: StateGraph, leaves: Record<LeafId, string>): string {
  return [...graph.regions.map(region), ...liveBlocks(graph).map(block)].join("\n");

  function region(one: Region): string {
    const head = `r${one.id}${one.parent === null ? "" : ` in r${one.parent}`}: ${one.kind}, thrown → b${one.handler}`;
    if (one.kind === "catch") return head;
    return [head, `returned → b${one.returned}`, `body b${one.body}`, ...one.jumps.map((target, index) => `jump ${index} → b${target}`)].join(", ");
  }

  function block({ id, region, receives, leaves: own, terminator }: Block): string {
    const head = `b${id}${region === null ? "" : ` in r${region}`}:`;
    const lines = own.map((leaf) => [leaves[leaf.id].replace(/;$/, ""), ...leaf.exits.map((one, index) => `[exit ${index}: ${exit(one)}]`)].join(" "));
    return [head, ...(receives === null ? [] : [`(receives ${receives})`]), lines.join(" · "), wayOn(terminator)].join(" ");
  }

  function wayOn(terminator: Terminator): string {
    const code = (operand: Operand | null) => (operand ? ` ${leaves[operand.id]}` : "");
    switch (terminator.kind) {
      case "goto":
        return `goto b${terminator.target}`;
      case "branch":
        return `branch${code(terminator.test)} → b${terminator.then}, else b${terminator.otherwise}`;
      case "switch": {
        const cases = terminator.cases.map(({ test, target }) => `case${code(test)} → b${target}`);
        return `switch${code(terminator.discriminant)}: ${[...cases, `else b${terminator.otherwise}`].join(", ")}`;
      }
      case "suspend":
        return `suspend ${terminator.op === "delegate" ? "yield*" : terminator.op}${code(terminator.operand)} → b${terminator.resume}`;
      case "return":
        return `return${code(terminator.value)}`;
      case "throw":
        return `throw${code(terminator.value)}${terminator.handler === null ? "" : ` → b${terminator.handler}`}`;
      case "leave":
        return `${leaving(terminator.region, terminator.completion)}${code(terminator.value)}`;
      case "endFinally":
        return `endFinally r${terminator.region} → b${terminator.next}`;
      case "unreachable":
        return "unreachable";
    }
  }
}

function exit(one: Exit): string {
  switch (one.kind) {
    case "jump":
      return `goto b${one.target}`;
    case "throw":
      return `throw → b${one.handler}`;
    case "return":
      return one.leave === null ? "return" : leaving(one.leave, PEND_RETURN);
    case "leave":
      return leaving(one.region, one.completion);
  }
}

function leaving(region: number, completion: number): string {
  if (completion === PEND_NORMAL) return `leave r${region}`;
  return `leave r${region}, ${completion === PEND_RETURN ? "return" : `jump ${completion - PEND_JUMP}`}`;
}
