// Lines of source text, indented.

export interface Lines {
  add(line: string): void;
  /** @param write writes the lines that are one level further in */
  within(write: () => void): void;
  text(): string;
}

export function lines(indent: string): Lines {
  const written: string[] = [];
  let depth = 0;
  return {
    add: (line) => void written.push(line && indent.repeat(depth) + line),
    within(write) {
      depth++;
      write();
      depth--;
    },
    text: () => `${written.join("\n")}\n`,
  };
}
