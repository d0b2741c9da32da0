// What Babel asks of Node's `path` in a browser: it resolves the name of the one file that it is given.

export const resolve = (...parts: string[]): string => parts.filter(Boolean).at(-1) ?? ".";
export const dirname = (path: string): string => path.replace(/\/?[^/]*$/, "") || ".";
export const basename = (path: string): string => path.replace(/^.*\//, "");
export const extname = (path: string): string => /\.[^./]*$/.exec(path)?.[0] ?? "";
export const join = (...parts: string[]): string => parts.join("/");
export const relative = (_from: string, to: string): string => to;
export const isAbsolute = (path: string): boolean => path.startsWith("/");
export const sep = "/";

export default { resolve, dirname, basename, extname, join, relative, isAbsolute, sep };
