// Phase 5: graph → the same graph, smaller. Each pass says in its file when it is legal.

import { analyzeLiveness } from "../graph/liveness.js";
import type { StateGraph } from "../graph/graph.js";
import { dropDeadStores } from "./dead-stores.js";
import { merge } from "./merge.js";
import { prune } from "./prune.js";
import { thread } from "./thread.js";

export function optimize(graph: StateGraph): void {
  thread(graph);
  prune(graph);
  merge(graph);
  dropDeadStores(graph, analyzeLiveness(graph));
}
