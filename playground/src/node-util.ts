// What traces ask of Node's `util`: a primitive value as Node shows it, so that traces are those of the tests.

export function inspect(value: unknown): string {
  if (typeof value === "string") return quoted(value);
  if (typeof value === "bigint") return `${value}n`;
  return Object.is(value, -0) ? "-0" : String(value);
}

/** In single quotes, unless others save an escape. */
function quoted(text: string): string {
  const quote = !text.includes("'") ? "'" : !text.includes('"') ? '"' : !/[`$]/.test(text) ? "`" : "'";
  const inside = JSON.stringify(text).slice(1, -1).replace(/\\"/g, '"');
  return quote + (quote === "'" ? inside.replace(/'/g, "\\'") : inside) + quote;
}

export default { inspect };
