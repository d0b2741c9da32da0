#!/usr/bin/env node
// switchyard check | compile | graph

import { readFileSync } from "node:fs";
import { nearest } from "../diagnostics/distance.js";

const USAGE = {
  check: "switchyard check [PATHS] [--json] [--mode annotated|all]",
  compile: "switchyard compile FILE [-o OUT] [--runtime import|inline|global] [--mode annotated|all]",
  graph: "switchyard graph FILE [--function NAME] [--format mermaid|json] [--mode annotated|all]",
};

const HELP = `${USAGE.check}
    which functions below the paths (default: .) are compiled, which are refused, and why
${USAGE.compile}
    prints the compiled file, or writes it to OUT and its source map to OUT.map
${USAGE.graph}
    the state graphs of its compiled functions, as a drawing (default) or as data
switchyard --help | --version

--mode all takes all generators and async functions, and not only those that are annotated.

Exit codes: 0 done; 1 something was refused, or cannot be read; 2 the command line makes no sense.`;

type Command = keyof typeof USAGE;

/** Loaded when it is asked for: `--help` needs no `@babel/core`. */
async function run(command: Command, args: string[]): Promise<number> {
  switch (command) {
    case "check":
      return (await import("./check.js")).check(args);
    case "compile":
      return (await import("./compile.js")).compileFile(args);
    case "graph":
      return (await import("./graph.js")).graph(args);
  }
}

async function main(args: string[]): Promise<number> {
  const [command, ...rest] = args;
  if (args.includes("--help") || args.includes("-h")) {
    console.log(HELP);
    return 0;
  }
  if (args.includes("--version")) {
    console.log(JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")).version);
    return 0;
  }
  if (command !== undefined && Object.hasOwn(USAGE, command)) return runOrExplain(command as Command, rest);
  const unknown = command === undefined ? "" : `switchyard: there is no command "${command}"${suggestion(command)}\n\n`;
  console.error(`${unknown}${HELP}`);
  return 2;
}

/** What is wrong on the user's side is said without a stack; anything else is our bug, and is thrown on. */
async function runOrExplain(command: Command, args: string[]): Promise<number> {
  try {
    return await run(command, args);
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    if (code === undefined) throw error;
    if (code === "ERR_MODULE_NOT_FOUND" && message.includes("'@babel/core'")) {
      console.error("switchyard: @babel/core is not installed; npm install --save-dev @babel/core");
      return 1;
    }
    const isUsage = code.startsWith("ERR_PARSE_ARGS");
    console.error(`switchyard: ${message}${isUsage ? `\n\n${USAGE[command]}` : ""}`);
    return isUsage ? 2 : 1;
  }
}

function suggestion(command: string): string {
  const near = nearest(command, Object.keys(USAGE));
  return near === null ? "" : `; did you mean "${near}"?`;
}

process.exitCode = await main(process.argv.slice(2));
