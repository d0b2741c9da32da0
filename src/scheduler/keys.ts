// Keys that are symbols where the host has symbols.

declare var Symbol: any;

export var asyncIteratorKey: any = (typeof Symbol === "function" && Symbol.asyncIterator) || "@@asyncIterator";
export var disposeKey: any = (typeof Symbol === "function" && Symbol.dispose) || "@@dispose";
export var asyncDisposeKey: any = (typeof Symbol === "function" && Symbol.asyncDispose) || "@@asyncDispose";
