// Do the targets of Babel's configuration know methods, as option `shape` wants them?

/** The first versions with methods in object literals: "transform-shorthand-properties" of `@babel/compat-data`, which a test compares. */
export const FIRST_WITH_METHODS: Record<string, string> = {
  chrome: "43",
  deno: "1",
  edge: "12",
  electron: "0.27",
  firefox: "33",
  ios: "9",
  node: "4",
  opera: "30",
  opera_mobile: "30",
  rhino: "1.7.14",
  safari: "9",
  samsung: "4",
};

/**
 * The first target that has none, "ie 11.0.0" for instance; null if all have. Android's browser is Chrome from version 37
 * on, and Babel counts it like that.
 */
export function targetWithoutMethods(targets: Record<string, string>): string | null {
  const lacking = Object.entries(targets).find(([engine, version]) => {
    const first = FIRST_WITH_METHODS[engine === "android" ? "chrome" : engine];
    return first === undefined || isLower(version, first);
  });
  return lacking ? lacking.join(" ") : null;
}

/** By their numbers: 4.10 comes after 4.9. */
function isLower(version: string, other: string): boolean {
  const [numbers, others] = [version, other].map((text) => text.split(".").map(Number));
  const at = [0, 1, 2].find((index) => (numbers[index] ?? 0) !== (others[index] ?? 0));
  return at !== undefined && (numbers[at] ?? 0) < (others[at] ?? 0);
}
