// What a run of the fuzzer says, as lines of text.

import type { Run } from "./compare.js";
import type { Failure, Outcome } from "./fuzz.js";

export function summary({ seed, programs, suspensions, suspended, unsteady, milliseconds }: Outcome): string[] {
  const groups: [string, (n: number) => boolean][] = [
    ["0", (n) => n === 0],
    ["1-2", (n) => n === 1 || n === 2],
    ["3-5", (n) => n >= 3 && n <= 5],
    ["6-10", (n) => n >= 6 && n <= 10],
    ["more", (n) => n > 10],
  ];
  const counts = groups.map(([name, holds]) => {
    const count = [...suspensions].reduce((sum, [n, count]) => sum + (holds(n) ? count : 0), 0);
    return `${name}: ${count}`;
  });
  return [
    `seed ${seed}: ${programs} programs in ${(milliseconds / 1000).toFixed(1)} s`,
    `programs by places that can suspend: ${counts.join(", ")}`,
    `resumptions that suspended again, and turns in which something happened: ${suspended}`,
    `runs in which the engine itself did something else the second time: ${unsteady}`,
  ];
}

export function failureReport({ source, difference }: Failure): string[] {
  switch (difference.kind) {
    case "invalid program":
      return ["the generator made an invalid program:", "", source, difference.message];
    case "not compiled":
      return [`not compiled (${difference.variant}):`, "", source, difference.message, ...(difference.code ? ["", difference.code] : [])];
    case "different":
      return [
        `different when compiled (${difference.variant}); as input.js of a fixture with { "sourceType": "script" }:`,
        "",
        source + drivers(difference.run),
        difference.run.kind === "call" ? "two calls" : `${difference.run.kind}: ${difference.run.script.join(", ")}`,
        "",
        ...sideBySide(difference.native, difference.compiled),
      ];
  }
}

/** The exports of a fixture: `default` does what the run did. */
function drivers(run: Run): string {
  if (run.kind === "call") return DEFAULT("  return probe.ticks({ first: main(probe), second: main(probe) });", "");
  const calls = run.script.map((step, index) => {
    return { next: "next()", send: `next("sent ${index}")`, throw: `throw("thrown ${index}")`, return: `return("returned ${index}")` }[step];
  });
  switch (run.kind) {
    case "resume":
      return DEFAULT(`${ATTEMPT}\n${calls.map((call) => `  attempt(() => generator.${call});`).join("\n")}`);
    case "in turn":
      return DEFAULT(calls.map((call) => `  await probe.ticks({ request: generator.${call} });`).join("\n"), GENERATOR, "async ");
    case "at once":
      return DEFAULT(`  return probe.ticks({ ${calls.map((call, index) => `request${index}: generator.${call}`).join(", ")} });`);
  }
}

const GENERATOR = "  const generator = exports.subject(probe);\n";
const ATTEMPT = `  const attempt = (resume) => {
    try {
      probe(resume());
    } catch (error) {
      probe("threw", error);
    }
  };`;
const DEFAULT = (body: string, before = GENERATOR, async = "") => `
exports.subject = main;
exports.default = ${async}(probe) => {
${before}${body}
};
`;

function sideBySide(native: string[], compiled: string[]): string[] {
  const first = native.findIndex((line, index) => line !== compiled[index]);
  const upTo = (lines: string[]) => lines.slice(0, (first < 0 ? lines.length : first) + 8).map((line, index) => `${index === first ? ">" : " "} ${line}`);
  return ["native:", ...upTo(native), "compiled:", ...upTo(compiled)];
}
