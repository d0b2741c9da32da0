// How the variants of a program are called for readers.

export const titles = {
  native: "native",
  switchyard: "switchyard",
  babel: "Babel 8",
  typescript: "TypeScript ES5",
  swc: "swc ES5",
  byHand: "by hand",
};
