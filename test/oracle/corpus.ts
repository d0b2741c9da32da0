// The corpus: programs by their seeds, and what CPython made of them. Written by `npm run oracle -- --write`.
//
// corpus.jsonl.gz is lines of JSON: a header, then one line for each program.

import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { gunzipSync, gzipSync } from "node:zlib";
import { toJavaScript } from "./javascript.js";
import { program } from "./program.js";
import { toPython } from "./python.js";

export interface Corpus {
  /** The release of CPython that wrote the transcripts. */
  python: string;
  entries: Entry[];
}

export interface Entry {
  seed: number;
  /** Of the program's text in both languages: what is made of a seed has to stay what it was. */
  hash: string;
  /** What happened, by the names of scripts/oracle/situations.py. */
  situations: string[];
  transcript: string[];
}

interface Header {
  python: string;
  situations: string[];
}

const FILE = new URL("corpus.jsonl.gz", import.meta.url);

export function readCorpus(): Corpus {
  const [header, ...entries] = gunzipSync(readFileSync(FILE)).toString().trim().split("\n").map((line) => JSON.parse(line));
  const { python, situations } = header as Header;
  return { python, entries: entries.map((entry) => ({ ...entry, situations: entry.situations.map((index: number) => situations[index]) })) };
}

/** @returns its size in bytes */
export function writeCorpus({ python, entries }: Corpus): number {
  const situations = [...new Set(entries.flatMap((entry) => entry.situations))].sort();
  const header: Header = { python, situations };
  const lines = [header, ...entries.map((entry) => ({ ...entry, situations: entry.situations.map((name) => situations.indexOf(name)) }))];
  const file = gzipSync(lines.map((line) => `${JSON.stringify(line)}\n`).join(""), { level: 9 });
  writeFileSync(FILE, file);
  return file.length;
}

export function textsOf(seed: number) {
  const tree = program(seed);
  const python = toPython(tree);
  const javascript = toJavaScript(tree);
  const hash = createHash("sha256").update(python).update(javascript).digest("hex").slice(0, 8);
  return { tree, python, javascript, hash };
}
