// What tells the global variables of one script from those of another: five letters made of its text.
//
//   async function f() {}  // sourceType: "script"
//   → … function f() { return _nothing$sn1lk(this, f); }
//
// Scripts of one page share what they declare at their top level, and so would their machines: two functions `load` have each a
// load$step, and every script has a _frameKey. The text alone makes the tag, so that it is the same on every machine and
// with every build. Decision 0022 says why there is no function around it all instead.

import { hashOf } from "../../graph/hash.js";

/** Among a thousand scripts of one page, two have the same tag in one of a hundred cases. */
const TAGS = 36 ** 5;

export function tagOf(source: string): string {
  return (hashOf(source) % TAGS).toString(36).padStart(5, "0");
}
