// What a visitor has made: everything that a link to the playground brings back.

import { computed, type ReadonlySignal } from "@preact/signals";
import type { CompileOptions } from "./compile/messages.ts";
import type { Command } from "./run/messages.ts";

export interface Program {
  source: string;
  options: CompileOptions;
  /** null: the default export is run; else `subject` is resumed by these. */
  commands: Command[] | null;
  breakpoints: Breakpoint[];
  /** Index of the moment of the run that is looked at. */
  step: number;
  /** The example or fixture that it began as. */
  origin: string | null;
}

/** The same, one by one. */
export type Parts = { [Key in keyof Program]: ReadonlySignal<Program[Key]> };

export function partsOf(program: ReadonlySignal<Program>): Parts {
  const part = <Key extends keyof Program>(key: Key) => computed(() => program.value[key]);
  return { source: part("source"), options: part("options"), commands: part("commands"), breakpoints: part("breakpoints"), step: part("step"), origin: part("origin") };
}

/** A state of a function, by the function's name: its number among the others changes when they do. */
export interface Breakpoint {
  function: string;
  state: number;
}

export const DEFAULT_OPTIONS: CompileOptions = { sourceType: "module", mode: "annotated", runtime: "import", shape: "function", debug: false, optimize: true };

export const emptyProgram = (source: string): Program => ({ source, options: DEFAULT_OPTIONS, commands: null, breakpoints: [], step: 0, origin: null });

export const isBreakpoint = (breakpoints: Breakpoint[], fn: string, state: number): boolean =>
  breakpoints.some((one) => one.function === fn && one.state === state);

export function toggleBreakpoint(program: Program, fn: string, state: number): Program {
  const others = program.breakpoints.filter((one) => one.function !== fn || one.state !== state);
  const breakpoints = others.length < program.breakpoints.length ? others : [...others, { function: fn, state }];
  return { ...program, breakpoints };
}

/** The engine has no scheduler: what it does of such a program says nothing. */
export const usesScheduler = (source: string): boolean => /["']babel-plugin-switchyard\/scheduler["']/.test(source);
