// One run of a workload's function, begun where its row says: in a callback of the event loop, or in a job of a promise. It makes a
// difference, as V8 describes an error that is thrown in an event, and not one that is thrown in a job.

import { setTimeout } from "node:timers";

/** Its time in milliseconds, and its result. */
export function timed(run, size, from) {
  return new Promise((resolve, reject) => {
    const measure = () => {
      const start = performance.now();
      const result = run(size);
      const done = (value) => resolve({ time: performance.now() - start, result: value });
      if (result instanceof Promise) result.then(done, reject);
      else done(result);
    };
    if (from === "job") Promise.resolve().then(measure).catch(reject);
    else setTimeout(measure, 0);
  });
}
