// Names that cannot collide. What is made for the file's level is called as nothing in the file. A function has a pool of its own,
// and what is made for it is called as nothing that its code can mean: so it is what it is whatever else the file has.

export interface Names {
  /** `wish`, or `wish$2`, `wish$3` … : a name that means nothing yet where the pool's names are seen; it is taken from then on. */
  fresh(wish: string): string;
  /** The same for what is declared at the program's level. In a script that is a global variable, so the name has the script's tag. */
  ofFile(wish: string): string;
}

export interface FileNames extends Names {
  /** For the variables of a function, whose code mentions these names. */
  forFunction(mentioned: Iterable<string>): FunctionNames;
}

export interface FunctionNames extends Names {
  /** What it has given, and was told to avoid. */
  taken: ReadonlySet<string>;
  avoid(names: Iterable<string>): void;
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

/** `mentioned` anywhere in the file. `tag` tells the file from others that share its global variables; null: none do. */
export function createNames(mentioned: Iterable<string>, tag: string | null): FileNames {
  const inSource = new Set(mentioned);
  const ofLevel = new Set<string>();
  const inFunctions = new Set<string>();
  const fresh = createPool(
    (name) => inSource.has(name) || ofLevel.has(name) || inFunctions.has(name),
    (name) => ofLevel.add(name),
  );
  const ofFile = (wish: string) => fresh(tag === null ? wish : `${wish}$${tag}`);
  return {
    fresh,
    ofFile,
    forFunction(mentionedThere) {
      const seen = new Set(mentionedThere);
      const taken = new Set<string>();
      const give = (name: string) => {
        taken.add(name);
        inFunctions.add(name);
      };
      return {
        fresh: createPool((name) => seen.has(name) || taken.has(name) || ofLevel.has(name), give),
        ofFile,
        taken,
        avoid: (names) => [...names].forEach((name) => taken.add(name)),
      };
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
    while (RESERVED.has(name) || isTaken(name)) name = `${base}$${++count}`;
    counts.set(base, count);
    give(name);
    return name;
  };
}

/** The text itself, or what is left of it: "a b" → a_b, "#m" → _m, "2d" → _2d, "[Symbol.iterator]" → Symbol_iterator */
export function identifierFor(wish: string): string {
  if (isIdentifierName(wish)) return wish;
  const text = wish.replace(/^\[(.+)\]$/, "$1");
  return text.replace(/([^\p{ID_Continue}$]|[\u{10000}-\u{10ffff}])+/gu, "_").replace(/^(?![\p{ID_Start}$_])/u, "_");
}
