// The inspect entry: what suspended functions say about themselves, and functions about their graphs. ES5, like the runtime.

export { describe } from "./describe.js";
export type { DescribedGraph } from "./describe.js";
export { inspect, NOT_KEPT } from "./inspect.js";
export type { Inspection, Pended } from "./inspect.js";
export { isCoroutine } from "./is-coroutine.js";
export { ps } from "./ps.js";
export type { Process } from "./ps.js";
export { pstree } from "./pstree.js";
