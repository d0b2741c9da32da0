// Simulations: which orders a seed stands for, and what is said of a failure.

import { describe, expect, it } from "vitest";
import { load, scheduler } from "./load.js";

const { simulate } = scheduler;
const LIMIT = { timeout: 30_000 };

/** Three tasks that note their turns. */
const { turns } = load(`async function turns() {
  const log = [];
  const task = async (name) => { log.push(name + 1); await sleep(0); log.push(name + 2); };
  await gather(["a", "b", "c"].map((name) => async () => task(name)));
  return log.join(" ");
} return { turns };`);
const order = (seed: number) => simulate({ seed, check: true }, turns!) as string;

/** Two tasks that add to a number, reading it before a turn and writing it after. */
const { race } = load(`async function race() {
  let total = 0;
  const add = async (n) => { const before = total; await sleep(0); total = before + n; };
  await gather([async () => add(1), async () => add(2)]);
  if (total !== 3) throw new Error("lost " + (3 - total));
} return { race };`);

function said(run: (report: (message: string) => void) => unknown): { error: string; messages: string[] } {
  const messages: string[] = [];
  try {
    run((message) => messages.push(message));
  } catch (error) {
    return { error: (error as Error).message, messages };
  }
  throw new Error("it should fail");
}

describe("an order", () => {
  it("is that of its seed, and seeds differ", LIMIT, () => {
    const seeds = Array.from({ length: 40 }, (_, seed) => seed);
    const orders = seeds.map(order);
    expect(seeds.map(order)).toEqual(orders);
    expect(new Set(orders).size).toBeGreaterThan(10);
    for (const name of ["a", "b", "c"]) for (const one of orders) expect(one.indexOf(name + 1)).toBeLessThan(one.indexOf(name + 2));
  });

  it("finds what only some orders show, and shows it again", LIMIT, () => {
    const failing = Array.from({ length: 50 }, (_, seed) => seed).filter((seed) => {
      try {
        simulate({ seed, report: () => {} }, race!);
        return false;
      } catch {
        return true;
      }
    });
    expect(failing.length).toBeGreaterThan(0);
    expect(failing.length).toBeLessThan(50);
    const { error, messages } = said((report) => simulate({ seed: failing[0]!, report }, race!));
    const [, replay] = /^a simulation failed; seed: \d+, replay: "([0-9a-z()]*)"$/.exec(messages.join("\n"))!;
    expect(said((report) => simulate({ replay, report }, race!))).toEqual({ error, messages: [`a simulation failed; replay: "${replay}"`] });
  });

  it("is printed with more choices than there are letters", LIMIT, () => {
    const { many } = load(`async function many() { const log = []; await gather(Array.from({ length: 50 }, (_, i) => async () => { log.push(i); })); if (log.length) throw new Error(log.join()); } return { many };`);
    const { error, messages } = said((report) => simulate({ seed: 3, report }, many!));
    const [, replay] = /replay: "(.*)"/.exec(messages[0]!)!;
    expect(replay).toContain("(1");
    expect(said((report) => simulate({ replay, report }, many!)).error).toBe(error);
  });
});

describe("a simulation", () => {
  it("returns at once, with time of its own", LIMIT, () => {
    const { main } = load(`async function main() { await sleep(1e9); return "done"; } return { main };`);
    expect(simulate({ seed: 1 }, main!)).toBe("done");
  });

  it("cancels what is left, and lets it end", LIMIT, () => {
    const log: string[] = [];
    const { main } = load(`async function forever() { try { for (;;) await sleep(1); } finally { await sleep(1); log.push("ended"); } }
      async function main() { spawn(forever); await sleep(10); } return { main };`, { log });
    simulate({ seed: 1 }, main!);
    expect(log).toEqual(["ended"]);
  });

  it("refuses promises of the host, and names the line", LIMIT, () => {
    const { main } = load(`async function main() {\n  await sleep(1);\n  try { await Promise.resolve(1); } catch {}\n} return { main };`, {}, { debug: true, filename: "program.js" });
    const { error } = said((report) => simulate({ seed: 1, report }, main!));
    expect(error).toBe("a simulation cannot wait for a promise of the host: main (program.js:3:9)");
  });

  it("refuses what a function that is not compiled calls, and says why", LIMIT, () => {
    const { main } = load(`async function main() { await sleep(1); } return { main };`);
    expect(said((report) => simulate({ seed: 1, report }, () => main!())).error).toMatch(/in a function that is not compiled/);
    expect(simulate({ seed: 1 }, () => 5)).toBe(5);
  });

  it("passes arguments on", LIMIT, () => {
    const { main } = load(`async function main(a, b) { await sleep(a); return b; } return { main };`);
    expect(simulate({ seed: 1 }, main!, 1, 2)).toBe(2);
  });

  it("fails by a task that nobody looks at", LIMIT, () => {
    const { main } = load(`async function main() { spawn(async () => { throw new Error("unseen"); }); await sleep(1); } return { main };`);
    expect(said((report) => simulate({ seed: 1, report }, main!)).error).toBe("unseen");
  });

  it("does not, if somebody looks later", LIMIT, () => {
    const { main } = load(`async function main() { const bad = spawn(async () => { throw new Error("seen"); }); await sleep(0); try { await bad; } catch (error) { return error.message; } } return { main };`);
    for (let seed = 0; seed < 20; seed++) expect(simulate({ seed }, main!)).toBe("seen");
  });

  it("fails by that also when nothing can run for it, and when main ends in the same turn", LIMIT, () => {
    const { stuck, ending } = load(`async function bad() { throw new Error("unseen"); }
      async function stuck() { spawn(bad); await new Event().wait(); }
      async function ending() { const failing = spawn(bad); while (!failing.done) await sleep(0); } return { stuck, ending };`);
    for (let seed = 0; seed < 20; seed++) for (const main of [stuck, ending]) expect(said((report) => simulate({ seed, report }, main!)).error).toBe("unseen");
  });

  it("says who waits for whom when nothing can run", LIMIT, () => {
    const { main } = load(`async function main() { const lock = new Lock(); await lock.acquire(); const other = spawn(second, lock); await other; }
      async function second(lock) { await lock.acquire(); } return { main };`);
    expect(said((report) => simulate({ seed: 1, report }, main!)).error).toBe(
      "nothing can run any more\nTask-1 waits for Task-2\n    at main\nTask-2 waits\n    in Lock.acquire\n    at second",
    );
  });

  it("notices what is decided elsewhere, if it is to check", LIMIT, () => {
    let runs = 0;
    const { main } = load(`async function main() { await sleep(next()); } return { main };`, { next: () => ++runs });
    expect(said((report) => simulate({ seed: 1, check: true, report }, main!)).error).toMatch(/^two runs differ: 1 Task-1 ends, then 2 Task-1 ends/);
  });
});
