// The plugin's options on the command line: parseArgs lets any text through, the compiler does not.

import type { CompileOptions } from "../compiler/index.js";
import { readOptions } from "../options.js";

/** The same values, for the compiler; null if it would not take one of them, and then the reason has been printed. */
export function givenOptions(values: { mode?: string; runtime?: string }): CompileOptions | null {
  try {
    readOptions(values);
  } catch (error) {
    console.error((error as Error).message);
    return null;
  }
  return values as CompileOptions;
}
