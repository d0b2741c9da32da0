// The examples in the comments that files open with. An indented paragraph is an example: source, and behind an arrow what
// the file makes of it.
//
//   n = void 0; n = f();  →  n = f();        a line with an arrow in it, and two spaces on either side
//
//   for (;;) yield f();                      a paragraph in which what comes behind is on lines of its own; the first of
//   → what it becomes first,                 them begins with an arrow, and if there are several, one comes after the other
//     on as many lines as it takes
//   → and then
//
// White space and comments mean nothing. `…` stands for whatever is left out, of what comes behind an arrow only. A source
// that does not begin with a declaration is the body of a function g, which is a generator, or async if it awaits. Options
// of the compiler stand in the source as comments of their own: // debug: true

export interface Example {
  source: string;
  options: Record<string, unknown>;
  /** What it becomes, step by step. */
  becomes: string[];
}

/** The lines that a file opens with, without their slashes. */
function headerOf(text: string): string[] {
  const lines = text.split("\n");
  const end = lines.findIndex((line) => !line.startsWith("//"));
  return lines.slice(0, end).map((line) => line.slice(2));
}

/** The indented paragraphs of a file's header, without their indentation. */
function paragraphsOf(text: string): string[][] {
  const paragraphs: string[][] = [[]];
  for (const line of headerOf(text)) {
    if (line.startsWith("   ")) paragraphs.at(-1)!.push(line.slice(3));
    else paragraphs.push([]);
  }
  return paragraphs.filter((lines) => lines.length > 0);
}

export function examplesIn(text: string): Example[] {
  return paragraphsOf(text).flatMap((lines) => {
    const first = lines.findIndex((line) => line.startsWith("→ "));
    if (first < 0) return lines.map((line) => example(line.split(/ {2,}→ {2,}/)));
    return [example([lines.slice(0, first).join("\n"), ...lines.slice(first).join("\n").split(/^→ /m).slice(1)])];
  });
}

function example([text, ...becomes]: string[]): Example {
  const options: Record<string, unknown> = {};
  const source = text.replace(/\/\/ (\w+): (\S+|\{.*\})$/gm, (_, name, value) => {
    options[name] = JSON.parse(value);
    return "";
  });
  return { source: asProgram(source.trim()), options, becomes };
}

function asProgram(source: string): string {
  if (/^(import|export|function|async function|class)\b/.test(source)) return source;
  const isAsync = /\bawait\b/.test(source);
  const isGenerator = !isAsync || /\byield\b/.test(source);
  return `${isAsync ? "async " : ""}function${isGenerator ? "*" : ""} g() { ${source}\n}`;
}

const ELISION = "…";

/** The words and signs of a text: a string is one, white space and comments are none. */
function tokensOf(text: string): string[] {
  const tokens = text.match(/\/\/.*|\/\*[^]*?\*\/|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|[\w$]+|=>|[^\s]/g) ?? [];
  return tokens.filter((token) => !/^\/[/*]/.test(token));
}

/** A text in which everything that means nothing is gone. */
export const normalized = (text: string): string => tokensOf(text).join(" ");

/** Is this what the example shows? */
export function shows(shown: string, actual: string): boolean {
  const pattern = tokensOf(shown).map((token) => (token === ELISION ? "(?:.* )?" : `${token.replace(/[$()*+.?[\\\]^{|}]/g, "\\$&")} `));
  return new RegExp(`^${pattern.join("")}$`).test(`${normalized(actual)} `);
}

/** The same example with one word changed, for each of its words. */
export function alterationsOf(shown: string): string[] {
  const tokens = tokensOf(shown);
  return tokens.flatMap((token, index) => (token === ELISION ? [] : [tokens.with(index, "altered").join(" ")]));
}
