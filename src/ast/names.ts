// Names that cannot collide: one pool per file, filled with every identifier the file mentions.

export interface Names {
  /** `wish`, or `wish$2`, `wish$3` … : a name that occurs nowhere in the file; it is taken from then on. */
  fresh(wish: string): string;
  /** The same for what is declared at the program's level. In a script that is a global variable, so the name has the script's tag. */
  ofFile(wish: string): string;
}

/** The same pool, for names that must not be found by chance, by the text of an eval or in the object of a `with`. */
export function marked(names: Names): Names {
  const mark = (wish: string) => `switchyard$${wish}`;
  return { fresh: (wish) => names.fresh(mark(wish)), ofFile: (wish) => names.ofFile(mark(wish)) };
}

/** Words that no variable can be called by, in some code at least. */
export const RESERVED: ReadonlySet<string> = new Set(
  "arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof undefined var void while with yield".split(
    " ",
  ),
);

/** Letters beyond U+FFFF came with ES2015: ES5 takes them in strings alone, and any key may become a name here. */
const IDENTIFIER_NAME = /^(?!.*[\u{10000}-\u{10ffff}])[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*$/u;

/** Can it stand behind a dot in ES5, and if it is not reserved be a variable? IdentifierName (12.7) without escapes. */
export const isIdentifierName = (text: string): boolean => IDENTIFIER_NAME.test(text);

/** `tag` tells the file from others that share its global variables; null: none do. */
export function createNames(taken: Iterable<string>, tag: string | null): Names {
  const used = new Set<string>([...RESERVED, ...taken]);
  /** The last number given to each base, so that the thousandth `held` is found as fast as the first. */
  const counts = new Map<string, number>();
  const fresh = (wish: string): string => {
    const base = identifierFor(wish);
    let name = base;
    let count = counts.get(base) ?? 1;
    while (used.has(name)) name = `${base}$${++count}`;
    counts.set(base, count);
    used.add(name);
    return name;
  };
  return { fresh, ofFile: (wish) => fresh(tag === null ? wish : `${wish}$${tag}`) };
}

/** The text itself, or what is left of it: "a b" → a_b, "2d" → _2d */
export function identifierFor(wish: string): string {
  return isIdentifierName(wish) ? wish : wish.replace(/([^\p{ID_Continue}$]|[\u{10000}-\u{10ffff}])+/gu, "_").replace(/^(?![\p{ID_Start}$_])/u, "_");
}
