// Rules of asyncio by name, each as a small program in both languages: what CPython's own tests of task groups, timeouts,
// wait_for, queues and locks are about. The transcripts are CPython's; docs/oracle.md says how they are written.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { compile } from "babel-plugin-switchyard/compiler";
import * as runtime from "babel-plugin-switchyard/runtime";
import * as scheduler from "babel-plugin-switchyard/scheduler";
import { describe, expect, it } from "vitest";
import { root } from "../fixtures.js";
import { Failure, show, status } from "../oracle/run.js";

const LIMIT = { timeout: 30_000 };

const folder = join(root, "test/scheduler/asyncio");
const read = (file: string) => readFileSync(join(folder, file), "utf8");

type Main = Parameters<typeof scheduler.run>[0];

interface Case {
  title: string;
  /** Runs it, and gives what it logs. */
  transcript(): string[];
}

/** The programs of a file, compiled. */
function casesOf(file: string): Case[] {
  const { code, diagnostics } = compile(read(file), { runtime: "global", sourceType: "script" });
  if (code === null) throw new Error(diagnostics.map(({ message }) => message).join("; "));
  const cases: Case[] = [];
  let log: (...values: unknown[]) => void;
  let now: () => number;
  const names = {
    ...scheduler,
    Failure,
    status,
    log: (...values: unknown[]) => log(...values),
    now: () => now(),
    program: (title: string, main: Main) =>
      cases.push({
        title,
        transcript() {
          const lines: string[] = [];
          const { run, ...clock } = scheduler.createScheduler({ clock: scheduler.virtualClock(), onError() {} });
          now = clock.now;
          log = (...values) => void lines.push([now(), ...values.map(show)].join(" "));
          const task = run(main);
          log("main is", status(task));
          return lines;
        },
      }),
  };
  new Function("Switchyard", ...Object.keys(names), code)({ runtime }, ...Object.values(names));
  return cases;
}

/** What CPython logged, by the titles. */
function transcriptsOf(file: string): Map<string, string[]> {
  const sections = read(file).split(/^-- /m).slice(1);
  return new Map(sections.map((section) => section.trimEnd().split("\n")).map(([title, ...lines]) => [title!, lines]));
}

const files = readdirSync(folder);

it("there is an original and a transcript of each", () => {
  const names = files.filter((file) => file.endsWith(".js")).map((file) => file.slice(0, -".js".length));
  expect(files).toEqual(names.flatMap((name) => [`${name}.js`, `${name}.py`, `${name}.txt`]).sort());
});

for (const file of files.filter((name) => name.endsWith(".js"))) {
  describe(file, () => {
    const cases = casesOf(file);
    const transcripts = transcriptsOf(file.replace(/js$/, "txt"));

    it("has the programs that CPython ran", () => {
      expect(cases.map(({ title }) => title)).toEqual([...transcripts.keys()]);
    });

    for (const { title, transcript } of cases) {
      it(title, LIMIT, () => {
        expect(transcript()).toEqual(transcripts.get(title));
      });
    }
  });
}
