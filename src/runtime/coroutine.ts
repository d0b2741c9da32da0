// coroutine(fn): the annotation that survives minifiers and formatters.


/**
 * Asks the compiler to turn `fn` into a state machine. The compiler removes the call; if this function runs, it did not.
 * @throws Error always, with the usual causes.
 */
export function coroutine<F extends (...args: any[]) => any>(_fn: F): F {
  throw new Error(
    "coroutine(…) was not compiled by babel-plugin-switchyard. The usual causes: " +
      "the plugin is not in the Babel configuration that applies to this file; " +
      "another tool (esbuild, swc, tsc) handles the file before or instead of Babel; " +
      "`coroutine` was imported under a path other than babel-plugin-switchyard/runtime or renamed before Babel saw it; " +
      "a cache holds output from before the plugin was added.",
  );
}
