// What a run of the fuzzer says, as lines of text.

import type { Step } from "../fixtures.js";
import type { Failure, Outcome } from "./fuzz.js";

export function summary({ seed, programs, suspensions, suspended, milliseconds }: Outcome): string[] {
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
    `resumptions that suspended again: ${suspended}`,
  ];
}

export function failureReport({ source, difference }: Failure): string[] {
  switch (difference.kind) {
    case "invalid program":
      return ["the generator made an invalid program:", "", source, difference.message];
    case "not compiled":
      return [`not compiled (optimize: ${difference.optimize}):`, "", source, difference.message, ...(difference.code ? ["", difference.code] : [])];
    case "different":
      return [
        `different when compiled (optimize: ${difference.optimize}); as input.js of a fixture with { "sourceType": "script" }:`,
        "",
        source + drivers(difference.script),
        `script: ${difference.script.join(", ")}`,
        "",
        ...sideBySide(difference.native, difference.compiled),
      ];
  }
}

/** The exports of a fixture: `default` resumes as the script does. */
function drivers(script: Step[]): string {
  const resumptions = script.map((step, index) => {
    const call = { next: "next()", send: `next("sent ${index}")`, throw: `throw("thrown ${index}")`, return: `return("returned ${index}")` }[step];
    return `  attempt(() => generator.${call});`;
  });
  return `
exports.subject = main;
exports.default = (probe) => {
  const generator = exports.subject(probe);
  const attempt = (resume) => {
    try {
      probe(resume());
    } catch (error) {
      probe("threw", error);
    }
  };
${resumptions.join("\n")}
};
`;
}

function sideBySide(native: string[], compiled: string[]): string[] {
  const first = native.findIndex((line, index) => line !== compiled[index]);
  const upTo = (lines: string[]) => lines.slice(0, (first < 0 ? lines.length : first) + 8).map((line, index) => `${index === first ? ">" : " "} ${line}`);
  return ["native:", ...upTo(native), "compiled:", ...upTo(compiled)];
}
