// Keys that are symbols where the host has symbols.

declare global {
  // As in TypeScript's own esnext.disposable, for those who have it not.
  interface SymbolConstructor {
    readonly dispose: unique symbol;
    readonly asyncDispose: unique symbol;
  }
}

export const asyncIteratorKey: any = (typeof Symbol === "function" && (Symbol as any).asyncIterator) || "@@asyncIterator";

/**
 * Keys of methods that the scheduler's own classes have on every host, so there is always one: without such a symbol a string,
 * which compiled `using` looks for then. The runtime's asyncDisposeKey is nothing there, since it adds no method then.
 */
export const ownDisposeKey: typeof Symbol.dispose = (typeof Symbol === "function" && Symbol.dispose) || ("@@dispose" as any);
export const ownAsyncDisposeKey: typeof Symbol.asyncDispose = (typeof Symbol === "function" && Symbol.asyncDispose) || ("@@asyncDispose" as any);
