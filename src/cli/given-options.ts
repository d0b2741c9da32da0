// The plugin's options on the command line: parseArgs lets any text through, the compiler does not.

import type { CompileOptions } from "../compiler/index.js";
import { readOptions } from "../options.js";

/** They as the compiler takes them; null where it would not, and then it has been said why. */
export function givenOptions(values: { mode?: string; runtime?: string }): CompileOptions | null {
  try {
    readOptions(values);
  } catch (error) {
    console.error((error as Error).message);
    return null;
  }
  return values as CompileOptions;
}
