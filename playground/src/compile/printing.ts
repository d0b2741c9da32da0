// Prints what was compiled. Its source map stays a list of places: as a text it would be written only to be read again.

import { generate } from "@babel/generator";
import type { CompileOptions } from "babel-plugin-switchyard/compiler";

type Generate = NonNullable<CompileOptions["generate"]>;

/** Not in the types of Babel's generator. */
interface Printed {
  code: string;
  decodedMap: object;
}

export const print: Generate = (file, options, source) => {
  const { code, decodedMap } = generate(file as Parameters<typeof generate>[0], options, source) as unknown as Printed;
  return { code, map: decodedMap };
};
