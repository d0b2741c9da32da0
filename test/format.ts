// What a trace shows of a value: the same text for the same behaviour, natively and compiled.
//
// Messages of the engine's own errors are left out: engines word them differently, and programs do not read them.

import { inspect } from "node:util";

const ENGINE_ERRORS = new Set(["TypeError", "ReferenceError", "RangeError", "SyntaxError", "SuppressedError"]);

export function format(value: unknown, depth = 0): string {
  if (typeof value === "function") return `[function ${value.name || "(anonymous)"}]`;
  if (typeof value !== "object" || value === null) return inspect(value);
  if (value instanceof Error) return ENGINE_ERRORS.has(value.name) ? value.name : `${value.name}: ${value.message}`;
  if (depth > 4) return "…";
  if (Array.isArray(value)) {
    const items = Array.from(value, (item, index) => (index in value ? format(item, depth + 1) : "<empty>"));
    return `[${items.join(", ")}]`;
  }
  const tag = Object.prototype.toString.call(value).slice(8, -1);
  const entries = Object.keys(value).map((key) => `${key}: ${formatProperty(value as Record<string, unknown>, key, depth)}`);
  const body = entries.length > 0 ? `{ ${entries.join(", ")} }` : "{}";
  return tag === "Object" || tag === "Arguments" ? body : `[${tag}] ${body}`;
}

/** A getter may throw, which is a thing to see as well. */
function formatProperty(object: Record<string, unknown>, key: string, depth: number): string {
  let value: unknown;
  try {
    value = object[key];
  } catch (error) {
    return `<throws ${format(error, depth + 1)}>`;
  }
  return format(value, depth + 1);
}
