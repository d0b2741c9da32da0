// What the emitters of functions are given, and what they give: generator.ts, async-function.ts and async-generator.ts.

import type { Expression, FunctionNode, Pattern, Statement } from "../../ast/node.js";
import type { FileNames, Names } from "../../ast/names.js";
import type { ResumeProtocol } from "../../analyze/resume-protocol.js";
import type { Options } from "../../options.js";
import type { RuntimeImport } from "../../protocol.js";
import type { Placement } from "../../resolve/placement.js";
import type { Registers } from "../registers.js";

export interface EmitInput {
  node: FunctionNode;
  baseName: string;
  self: SelfReference;
  shape: Shape;
  placement: Placement;
  parameters: { name: string; value: Expression }[];
  kickoffVariables: string[];
  slotNames: string[];
  step: { parameters: string[]; body: Statement[] };
  factories: Statement[];
  /** What the step function calls to delegate, if it does. */
  delegateName: string | null;
  protocol: ResumeProtocol;
  /** The step function's code is strict, and what surrounds its place may not be. */
  isStrict: boolean;
  registers: Registers;
  /** Nobody sees the function as an object. */
  isOnlyCalled: boolean;
  /** It is evaluated more than once, and by the assumption `ordinaryFunctions` nobody looks at its prototypes. */
  isOrdinary: boolean;
  /** Errors that arrive at an await note it on their stacks, and the function knows the table of its frames. */
  debug: boolean;
  /** For what is declared beside the function. */
  names: FileNames;
  /** For variables of emitted functions with code of the user's in them, or parameters. */
  pool: Names;
  /** The same for functions with nothing of the user's: they are alike in all files. */
  driver: { pool: Names; registers: Registers };
  runtime(name: RuntimeImport): Expression;
}

/** What the kickoff function becomes. A method cannot be called by `new`, so it need not look whether it was. */
export type Shape = Options["shape"];

/** How a kickoff function refers to itself. */
export type SelfReference =
  /** `isDeclared`: at the module's level the name means it, too; `isBound`: inside the function it does, whatever happens outside. */
  | { kind: "name"; name: string; isDeclared: boolean; isBound: boolean }
  /** By a variable beside its class or object; null where there can be none. */
  | { kind: "method"; name: string | null };

export interface EmittedFunction {
  /** New body of the kickoff function. */
  body: Statement[];
  /** Its parameters, where they are not as they were written. */
  parameters: Pattern[] | null;
  /** Function declarations for the module level. */
  declarations: Statement[];
  /** null: a call has no frame of its own. */
  frameName: string | null;
  /** Of methods: the function that links their frames. */
  familyName: string | null;
  /** What makes a frame and no more, by a name, for a generator function that known-generators.ts found; see unstarted.ts. */
  unstarted: ((name: string, ending: Expression | null) => Statement[]) | null;
  /** Makes the finished function object of a kickoff function: defineGenerator(kickoff, …) */
  define(kickoff: Expression): Expression;
  /** The same for a declared kickoff function, which is called by its name: range$define(); null: nothing has to be done. */
  defineSelf(): Expression | null;
}
