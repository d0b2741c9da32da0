// Keys that are symbols where the host has symbols.

declare global {
  // As in TypeScript's own esnext.disposable, for those who have it not.
  interface SymbolConstructor {
    readonly dispose: unique symbol;
    readonly asyncDispose: unique symbol;
  }
}

export const asyncIteratorKey: any = (typeof Symbol === "function" && (Symbol as any).asyncIterator) || "@@asyncIterator";
export const disposeKey: typeof Symbol.dispose = (typeof Symbol === "function" && Symbol.dispose) || ("@@dispose" as any);
export const asyncDisposeKey: typeof Symbol.asyncDispose = (typeof Symbol === "function" && Symbol.asyncDispose) || ("@@asyncDispose" as any);
