#!/usr/bin/env node
// switchyard check | compile | graph

import { readFileSync } from "node:fs";
import { check } from "./check.js";
import { compileFile } from "./compile.js";
import { graph } from "./graph.js";

const HELP = `switchyard check [paths] [--json] [--mode annotated|all]      which functions are compiled, which are refused, and why
switchyard compile FILE [-o OUT] [--runtime import|global] [--mode annotated|all]
switchyard graph FILE [--function NAME] [--format mermaid|json]   the state graphs of its functions
switchyard --help | --version`;

/** 0: done; 1: something was refused or does not parse; 2: the command line makes no sense. */
function main(args: string[]): number {
  const [command, ...rest] = args;
  switch (command) {
    case "check":
      return check(rest);
    case "compile":
      return compileFile(rest);
    case "graph":
      return graph(rest);
    case "--version":
      console.log(JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")).version);
      return 0;
    case "--help":
    case "-h":
      console.log(HELP);
      return 0;
  }
  console.error(command === undefined ? HELP : `switchyard: there is no command "${command}"\n\n${HELP}`);
  return 2;
}

try {
  process.exitCode = main(process.argv.slice(2));
} catch (error) {
  console.error(`switchyard: ${(error as Error).message}`);
  process.exitCode = (error as { code?: string }).code?.startsWith("ERR_PARSE_ARGS") ? 2 : 1;
}
