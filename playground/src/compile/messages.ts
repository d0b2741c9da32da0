// What the page asks of the worker that compiles, and what it is told. Everything here can be cloned.

export interface CompileOptions {
  sourceType: "module" | "script";
  mode: "annotated" | "all";
  /** Where the machine finds its runtime. */
  runtime: "import" | "inline" | "global";
  /** What functions become. */
  shape: "function" | "method";
  debug: boolean;
  optimize: boolean;
}

export type Request =
  /** `focus`: an offset in the source; the graph of the function there is laid out. */
  | { kind: "compile"; source: string; options: CompileOptions; focus: number }
  | { kind: "layout"; function: number }
  /** The functions after each phase and pass. */
  | { kind: "passes"; source: string; options: CompileOptions }
  /** The three texts of a program that can be run; see programs.ts. `code` and `functions`: what it has been compiled to. */
  | { kind: "link"; source: string; options: CompileOptions; code: string; functions: LinkedFunction[] }
  /** The same program by Babel's regenerator. */
  | { kind: "compare"; source: string; options: CompileOptions };

export interface Compiled {
  kind: "compiled";
  source: string;
  /** null when a function was refused, or nothing could be parsed. */
  code: string | null;
  problems: Problem[];
  functions: LinkedFunction[];
  /** For each line of the code, from 0, the offset in the source that it comes from; -1 where there is none. */
  origins: number[];
  /** The function that `focus` was in, with its drawing; null if nothing was compiled. */
  drawn: { function: number; drawing: Drawing } | null;
  milliseconds: number;
}

export interface Problem {
  severity: "error" | "warning" | "info";
  code: string;
  message: string;
  /** The way out. */
  hint: string;
  /** Offsets in the source. */
  from: number;
  to: number;
  /** The lines of the source around it, as the command prints them. */
  excerpt: string;
}

export interface LinkedFunction {
  name: string;
  kind: "generator" | "async" | "async-generator";
  range: Span;
  /** Name of the frame constructor; null for a function without frames. */
  frame: string | null;
  blocks: LinkedBlock[];
  /** The variables of the step function, as people know them, with the name of their slot. */
  variables: { name: string; sourceName: string | null; isCell: boolean }[];
  /** Lines of the machine's step function, from 0; null where it was not found. */
  machine: Span | null;
}

/** From inclusive, to exclusive. */
export interface Span {
  from: number;
  to: number;
}

/** One node of the graph, with where it stands in both texts. */
export interface LinkedBlock {
  id: number;
  state: number | null;
  /** Variables that are in use when it is entered. */
  live: string[];
  /** The variable that gets what is sent when it is resumed here. */
  receives: string | null;
  /** Offsets in the source. */
  source: Span[];
  /** Lines of the machine, from 0. */
  machine: number[];
  /** The state in which the activation is suspended when this block ends by suspending it. */
  suspendsIn: number | null;
}

export interface Drawing {
  width: number;
  height: number;
  nodes: DrawnNode[];
  edges: DrawnEdge[];
}

export interface DrawnNode {
  block: number;
  state: number | null;
  shape: "suspend" | "branch" | "end" | "plain";
  lines: string[];
  /** Center and size. */
  x: number;
  y: number;
  width: number;
  height: number;
}

export type EdgeLabel = "" | "await" | "yield" | "yield*" | "branch: true" | "branch: false" | "branch" | "loop" | "throw" | "finally" | "return" | "jump";

export interface DrawnEdge {
  from: number;
  to: number;
  label: EdgeLabel;
  points: { x: number; y: number }[];
  /** Where the label is. */
  x: number;
  y: number;
}

/** What has become of a function after one phase: simpler code, or a graph. */
export interface Pass {
  function: string;
  title: string;
  shown: { code: string } | { drawing: Drawing };
}

export interface LinkedPrograms {
  native: string;
  machine: string;
  /** The machine, telling what it does; null where nothing was compiled. */
  recorded: string | null;
}

export interface Compared {
  code: string;
  states: number;
}

export interface Replies {
  compile: Compiled;
  /** null if that function is none of the last text's: another text has come before the question. */
  layout: Drawing | null;
  passes: Pass[];
  link: LinkedPrograms;
  compare: Compared | { error: string };
}
