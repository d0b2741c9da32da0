// The emitted text → the lines of its step functions, and of the cases in them.
//
//   function tally$step(frame, mode, value) {        { name: "tally$step", from: 0, to: 6,
//     var state = frame.$state;
//     for (;;) switch (state) {
//       case 0: …                                      cases: [{ state: 0, from: 3, to: 4 },
//       case 1: …                                              { state: 1, from: 4, to: 5 }] }
//     }
//   }
//
// Emitted code has one form, down to its indentation, so the lines are read as they stand: to parse them would take as long
// as all else that linking does. Only what the user wrote can span lines and look like a line of ours; a text with such a
// piece is parsed.

import type { Span } from "./messages.ts";
import { parseOutput } from "./parse-output.ts";
import { findStepFunctions, stepOf } from "./step-functions.ts";

export interface StepLines extends Span {
  name: string;
  cases: ({ state: number } & Span)[];
}

export function stepLines(code: string): StepLines[] {
  return mayLookLikeOurs(code) ? findStepFunctions(parseOutput(code)) : linesAsTheyStand(code);
}

/** A template, a comment or a string that goes on in the next line. */
const mayLookLikeOurs = (code: string): boolean => /`|\/\*(?![^\n]*\*\/)|\\$/m.test(code);

/** function tally$step(frame, mode, value) {⏎ var state = frame.$state …, with "use strict" before, or new tally$Frame(function tally$step(frame, …) {⏎ … or an arrow */
const HEAD = /(?:new ([^\s(]+)\((?:function [^\s(]+)?|function ([^\s(]+))\(([^\s,]+), [^\s,]+, [^\s,]+\) (?:=> )?\{\n(?: *"use strict";\n\n)?( *) {2}var ([^\s,]+) = \3\.\$state\b/g;

function linesAsTheyStand(code: string): StepLines[] {
  const lines = code.split("\n");
  const found: StepLines[] = [];
  let at = 0;
  let line = 0;
  for (const { index, 1: frame, 2: name, 4: indentation, 5: state } of code.matchAll(HEAD)) {
    for (; at <= index; line++) at = code.indexOf("\n", at) + 1;
    const from = line - 1;
    const to = lineThatStartsWith(lines, `${indentation}}`, from + 1) + 1;
    found.push({ name: name ?? stepOf(frame), from, to, cases: casesBetween(lines, from, to, state) });
  }
  return found;
}

function lineThatStartsWith(lines: string[], text: string, from: number): number {
  let line = from;
  while (line < lines.length && !lines[line].startsWith(text)) line++;
  return line;
}

function casesBetween(lines: string[], from: number, to: number, state: string): StepLines["cases"] {
  let line = from + 1;
  while (line < to && !lines[line].includes(`switch (${state}) {`)) line++;
  if (line === to) return [];
  const indentation = /^ */.exec(lines[line])![0];
  const end = lineThatStartsWith(lines, `${indentation}}`, line + 1);
  const starts: { state: number; from: number }[] = [];
  for (const prefix = `${indentation}  case `; line < end; line++) {
    if (lines[line].startsWith(prefix)) starts.push({ state: parseInt(lines[line].slice(prefix.length), 10), from: line });
  }
  return starts.map((one, index) => ({ ...one, to: starts[index + 1]?.from ?? end }));
}
