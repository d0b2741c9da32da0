// A value of the program → a short text, without running anything of the program: no getter, no toString.

const LENGTH = 120;

export function preview(value: unknown, depth = 0): string {
  const text = describe(value, depth);
  return text.length > LENGTH ? `${text.slice(0, LENGTH - 1)}…` : text;
}

function describe(value: unknown, depth: number): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "function") return `ƒ ${nameOf(value)}`;
  if (typeof value !== "object" || value === null) return Object.is(value, -0) ? "-0" : String(value);
  const made = constructorOf(value);
  if (depth > 1) return Array.isArray(value) ? "[…]" : `${made} {…}`;
  if (Array.isArray(value)) return `[${list(value, (item) => describe(item, depth + 1))}]`;
  if (value instanceof Error) return `${inherited(value, "name") ?? made}: ${own(value, "message") ?? ""}`;
  if (value instanceof Map) return `Map(${value.size})`;
  if (value instanceof Set) return `Set(${value.size})`;
  if (made !== "Object" && typeof own(value, "name") === "string") return `${made} ${JSON.stringify(own(value, "name"))}`;
  const keys = Object.keys(value).filter((key) => !key.startsWith("$"));
  const body = keys.length === 0 ? "{}" : `{ ${list(keys, (key) => `${key}: ${field(value, key, depth)}`, made === "Object" ? MOST : FEW)} }`;
  return made === "Object" ? body : keys.length === 0 ? made : `${made} ${body}`;
}

const MOST = 8;
/** Fields of an object that has a class: the first ones are those that it was made with. */
const FEW = 2;

const list = <T>(items: T[], show: (item: T) => string, most = MOST): string =>
  [...items.slice(0, most).map(show), ...(items.length > most ? [`… ${items.length - most} more`] : [])].join(", ");

function field(object: object, key: string, depth: number): string {
  const property = Object.getOwnPropertyDescriptor(object, key);
  return property && "value" in property ? describe(property.value, depth + 1) : "(getter)";
}

function own(object: object, key: string | symbol): unknown {
  return Object.getOwnPropertyDescriptor(object, key)?.value;
}

function inherited(object: object, key: string | symbol): unknown {
  for (let at: object | null = object; at !== null; at = Object.getPrototypeOf(at) as object | null) {
    if (Object.hasOwn(at, key)) return own(at, key);
  }
  return undefined;
}

function constructorOf(value: object): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === null) return "Object";
  const made: unknown = own(prototype as object, "constructor");
  const tag = inherited(value, Symbol.toStringTag);
  return typeof made === "function" ? nameOf(made) || "Object" : typeof tag === "string" ? tag : "Object";
}

const nameOf = (fn: object): string => String(own(fn, "name") ?? "");
