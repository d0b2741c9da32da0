// Tables and figures as Markdown.

export function table(head, rows) {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  return [line(head), `|${head.map((_, index) => (index === 0 ? "---" : "---:")).join("|")}|`, ...rows.map(line)].join("\n");
}

/** Three digits: processes differ in the third. */
export const figure = (value) => (value < 100 ? value.toPrecision(3) : value.toFixed(0)).replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "");

export const count = (value) => Math.round(value).toLocaleString("en-US");

/** Of what was not measured, nothing is said. */
export const cell = (value, say = figure) => (value === undefined || value === null ? "" : say(value));

const MARKS = { aim: "aim", must: "must", miss: "**miss**" };

export const mark = (said) => (said === null ? "" : MARKS[said]);
