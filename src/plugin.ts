// The Babel plugin: a shell around the pipeline.
//
// All work is done in Program.enter, by our own walk. A visitor for functions would be merged with preset-env's and see
// each function several times; Program.exit comes when generators are gone already.

import { isRefusal, renderDiagnostic } from "./diagnostics/diagnostics.js";
import { readOptions } from "./options.js";
import { compileProgram } from "./pipeline.js";
import { targetWithoutMethods } from "./targets.js";

/* eslint-disable @typescript-eslint/no-explicit-any -- Babel 7 and 8 have different names for these types */

/** What the plugin leaves in `file.metadata.switchyard`: the functions that it compiled, and what it had to say. */
export interface SwitchyardMetadata {
  /** `kind` is "generator", "async" or "async-generator"; the line counts from 1, and is null where there is no place in the source. */
  functions: { name: string; kind: string; line: number | null }[];
  /** Lines count from 1, columns too. */
  diagnostics: { code: string; severity: "error" | "info"; message: string; hint: string; function: string | null; line: number | null; column: number | null }[];
}

/**
 * The plugin, as Babel calls it. Its options are those of the README.
 * @param api what Babel gives plugins, in version 7 or 8
 * @param given the options as they stand in the configuration
 * @returns a plugin object; its visit throws an Error with the rendered diagnostics if a function is refused, unless
 *   `onUnsupported` is "warn"
 * @throws Error for an unknown option or value, and if `shape` is "method" and one of Babel's targets has no methods
 */
export default function switchyard(api: any, given: Record<string, unknown> = {}): any {
  const options = readOptions(given);
  const lacking = options.shape === "method" ? targetWithoutMethods(api.targets()) : null;
  if (lacking) throw new Error(`switchyard: option "shape" is "method", and ${lacking}, one of Babel's targets, has no methods (ES2015); leave the option out`);
  const parse = (code: string) => api.parseSync(code, { configFile: false, babelrc: false, sourceType: "script" }).program;
  return {
    name: "switchyard",
    // `using` is lowered here, so it has to be parsed, whether or not another plugin knows it.
    manipulateOptions(_options: unknown, parser: { plugins: unknown[] }) {
      parser.plugins.push("explicitResourceManagement");
    },
    visitor: {
      Program: {
        enter(path: any, state: any) {
          const source: string = state.file.code;
          const filename = state.filename ?? "unknown";
          const isCommonJS = state.file.opts.sourceType === "commonjs";
          const { functions, diagnostics, isLeftAlone } = compileProgram({
            program: path.node,
            comments: path.parent.comments ?? undefined,
            source,
            filename: withoutFolder(filename, state.cwd),
            syntaxErrors: path.parent.errors?.map((error: any) => withCodeFrame(error, state.file)),
            options,
            isCommonJS,
            parse,
          });
          if (diagnostics.some(isRefusal)) {
            const rendered = diagnostics.map((diagnostic) => renderDiagnostic(diagnostic, source, filename)).join("\n\n");
            // Babel puts the file's name before the message; on lines of their own, places can be clicked all the same.
            if (isLeftAlone) throw new Error(`\n${rendered}`);
            console.warn(rendered);
          }
          const metadata: SwitchyardMetadata = {
            functions: functions.map(({ name, kind, loc }) => ({ name, kind, line: loc?.line ?? null })),
            diagnostics: diagnostics.map(({ code, severity, message, hint, functionName, loc }) => {
              return { code, severity, message, hint, function: functionName, line: loc?.start.line ?? null, column: loc ? loc.start.column + 1 : null };
            }),
          };
          // Listed twice, the plugin finds nothing left to do the second time.
          if (functions.length > 0 || !state.file.metadata.switchyard) state.file.metadata.switchyard = metadata;
          // The next plugin asks Babel's scopes about the program as it is now. With passPerPreset, these are the plugins of the
          // first pass, and what the presets hold are those of the others.
          const { plugins, presets } = state.file.opts;
          const isAlone = plugins.length === 1 && presets.length === 0;
          if (functions.length > 0 && !isAlone) path.scope.crawl();
          // Nobody else wants to see the rest of the tree.
          if (isAlone) path.skip();
        },
      },
    },
  };
}

/** An error of Babel's parser as it is where it ends the parsing, which `errorRecovery` has it not do. */
function withCodeFrame({ message, loc, pos }: any, file: any): Error & { pos: number } {
  return Object.assign(file.buildCodeFrameError({ loc: { start: loc } }, message, SyntaxError), { pos });
}

/** Paths in emitted code are those of the project, not of the machine. */
function withoutFolder(filename: string, folder: string): string {
  const start = folder.replace(/[\\/]$/, "");
  const inside = filename.slice(start.length);
  return filename.startsWith(start) && /^[\\/]/.test(inside) ? inside.slice(1) : filename;
}
