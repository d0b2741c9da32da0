// Where the time of a row's programs goes: for the rows whose goal is missed, so that what limits them is seen and not guessed.

import { pathToFileURL } from "node:url";
import { runtime } from "../programs/compilers.mjs";
import { withPrograms, runProcess } from "./run.mjs";

/** Each in a process of its own: what others leave on the heap is not theirs to collect. */
export function measureProfile(row, { node }) {
  const { run, size, from, warmUp } = row;
  return withPrograms(row, async ({ native, switchyard, byHand }) => {
    const profiles = {};
    for (const [name, program] of Object.entries({ native, switchyard, byHand })) {
      if (program) profiles[name] = await runProcess(node, [], "profile.mjs", { program, runtime: pathToFileURL(runtime).href, run, size, from, warmUp, ms: 2000 });
    }
    return profiles;
  });
}
