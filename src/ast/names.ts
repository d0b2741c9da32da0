// Names that cannot collide: one pool per file, filled with every identifier the file mentions, and one for each function, whose
// variables may be called as those of the function beside it. So what is added to a file renames nothing in its other functions.

export interface Names {
  /** `wish`, or `wish$2`, `wish$3` … : a name that means nothing yet wherever the pool's names are seen; it is taken from then on. */
  fresh(wish: string): string;
  /** The same for what is declared at the program's level. In a script that is a global variable, so the name has the script's tag. */
  ofFile(wish: string): string;
}

export interface FileNames extends Names {
  /** For a function's own variables. `inside`: what functions inside it are given, which would hide them. */
  forFunction(inside: Iterable<string>): FunctionNames;
}

export interface FunctionNames extends Names {
  /** What it has given, and what was taken inside. */
  taken: ReadonlySet<string>;
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
export function createNames(mentioned: Iterable<string>, tag: string | null): FileNames {
  const seenEverywhere = new Set<string>([...RESERVED, ...mentioned]);
  const givenAnywhere = new Set<string>();
  const fresh = createPool(
    (name) => seenEverywhere.has(name) || givenAnywhere.has(name),
    (name) => seenEverywhere.add(name),
  );
  const ofFile = (wish: string) => fresh(tag === null ? wish : `${wish}$${tag}`);
  return {
    fresh,
    ofFile,
    forFunction(inside) {
      const taken = new Set(inside);
      const give = (name: string) => {
        taken.add(name);
        givenAnywhere.add(name);
      };
      return { fresh: createPool((name) => seenEverywhere.has(name) || taken.has(name), give), ofFile, taken };
    },
  };
}

function createPool(isTaken: (name: string) => boolean, give: (name: string) => void): Names["fresh"] {
  /** The last number given to each base, so that the thousandth `held` is found as fast as the first. */
  const counts = new Map<string, number>();
  return (wish) => {
    const base = identifierFor(wish);
    let name = base;
    let count = counts.get(base) ?? 1;
    while (isTaken(name)) name = `${base}$${++count}`;
    counts.set(base, count);
    give(name);
    return name;
  };
}

/** The text itself, or what is left of it: "a b" → a_b, "2d" → _2d */
export function identifierFor(wish: string): string {
  return isIdentifierName(wish) ? wish : wish.replace(/([^\p{ID_Continue}$]|[\u{10000}-\u{10ffff}])+/gu, "_").replace(/^(?![\p{ID_Start}$_])/u, "_");
}
