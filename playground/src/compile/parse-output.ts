import { parseSync } from "@babel/core";

/** The emitted program, with positions. */
export function parseOutput(code: string): object {
  const sourceType = /^(import|export)\b/m.test(code) ? "module" : "script";
  return parseSync(code, { configFile: false, babelrc: false, browserslistConfigFile: false, sourceType, parserOpts: { plugins: ["explicitResourceManagement"] } })!.program;
}
