// A piece of the source, for people: in one line, cut where it is long.

import type { SourceRange } from "./graph.js";

export function excerptOf(range: Pick<SourceRange, "start" | "end">, source: string, length = 60): string {
  const text = [...source.slice(range.start, range.end).replace(/\s+/g, " ")];
  return text.length > length ? `${text.slice(0, length - 1).join("")}…` : text.join("");
}
