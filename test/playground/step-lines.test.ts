// Where the cases of a machine stand: read from the lines as they are, and the same as what parsing them says.

import { expect, it } from "vitest";
import { compile } from "babel-plugin-switchyard/compiler";
import { parseOutput } from "../../playground/src/compile/parse-output.js";
import { findStepFunctions, stepOf } from "../../playground/src/compile/step-functions.js";
import { stepLines, type StepLines } from "../../playground/src/compile/step-lines.js";
import { readFixtures } from "../fixtures.js";

/** What both ways give, without the nodes that one of them has. */
const linesOf = (steps: StepLines[]): StepLines[] => steps.map(({ name, from, to, cases }) => ({ name, from, to, cases: cases.map((one) => ({ state: one.state, from: one.from, to: one.to })) }));

const read = (code: string): StepLines[] => linesOf(stepLines(code));
const parsed = (code: string): StepLines[] => linesOf(findStepFunctions(parseOutput(code)));

/** Those with an arrow whose step has no name of its own, those that are sloppy outside and strict inside, and one of every so many others. */
const fixtures = readFixtures().filter(({ name, input }, index) => input === "input.js" && (/arrow|strict/.test(name) || index % 5 === 0));

it.each(["function", "method"] as const)("finds what parsing finds, in fixtures, as %s", (shape) => {
  let machines = 0;
  for (const { name, source, options } of fixtures) {
    const { sourceType, plugin } = options;
    const { code, functions } = compileOrSkip(source, { ...plugin, sourceType, shape, runtime: "import" }) ?? { code: null, functions: [] };
    if (code === null) continue;
    const expected = parsed(code);
    machines += expected.length;
    expect(expected.every((step) => step.name.includes("$step")), name).toBe(true);
    expect(read(code), name).toEqual(expected);
    const frames = functions.flatMap(({ frame }) => frame ?? []);
    expect(frames.filter((frame) => !expected.some((step) => step.name === stepOf(frame))), name).toEqual([]);
  }
  expect(machines).toBeGreaterThan(100);
});

function compileOrSkip(...[source, options]: Parameters<typeof compile>): ReturnType<typeof compile> | null {
  try {
    return compile(source, options);
  } catch {
    // A fixture about what does not parse, or about an option that is refused.
    return null;
  }
}

it("is not misled by a text of the user's that looks like a machine", () => {
  const source = `function* f(a) {
  "use coroutine";
  yield \`
    case 7:
  }
function g$step(frame, mode, value) {
  var state = frame.$state;
\`;
  yield a;
}
`;
  const { code } = compile(source, { runtime: "import" });
  expect(read(code!)).toEqual(parsed(code!));
  expect(read(code!).map(({ cases }) => cases.map(({ state }) => state))).toEqual([[0, 1, 2]]);
});
