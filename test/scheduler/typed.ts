// A program whose types are those that the entry declares; test/scheduler/types.test.ts has it checked, and nothing runs it.

import { asCompleted, cancelOn, createScheduler, gather, group, Lock, Queue, run, shield, simulate, sleep, spawn, timeout, wait, waitFor, CancelledError, type Task } from "babel-plugin-switchyard/scheduler";

async function fetchPage(name: string, ms: number): Promise<{ name: string }> {
  await sleep(ms);
  return { name };
}

export async function main(count = 0): Promise<number> {
  const task = spawn(fetchPage, "a", 10);
  const page: { name: string } = await task;
  // @ts-expect-error it gives what the function returns
  const text: string = await task;
  // @ts-expect-error arguments are those of the function
  spawn(fetchPage, 10);
  await using used: Task<void> = spawn(() => sleep(10));

  const queue = new Queue<string>(2);
  await queue.put(page.name + text);
  const item: string = await queue.get();
  // @ts-expect-error a queue of strings
  queue.putNow(1);
  const lock = new Lock();
  {
    using held = await lock.acquire();
    if (!held.isLocked) return 0;
  }

  const [first, second, third] = await gather([task, async () => 2, Promise.resolve("three")]);
  const numbers: number[] = await gather([1, 2].map((n) => async () => n));
  const all: unknown[] = await gather([task], { returnExceptions: true });
  const { done, pending } = await wait([task, spawn(fetchPage, "b", 5)], { returnWhen: "FIRST_COMPLETED", timeout: 100 });
  for (const { name, cancelled } of [...done, ...pending]) console.log(name, cancelled);
  for await (const ended of asCompleted([task])) if (!ended.cancelled) await ended;
  const inTime: number = await waitFor(async () => 1, 100);
  const limited: string = await timeout(100, async () => third);
  const shielded: { name: string } = await shield(task);
  const grouped: Task<{ name: string }>[] = await group(async (g) => [g.spawn(fetchPage, "c", 1)]);
  const late: "late" = await sleep(1, "late");
  const named: string = first.name + shielded.name + item + limited + late + used.name;
  return second + numbers.length + all.length + inTime + grouped.length + named.length + count;
}

export const native: Promise<[number, { name: string }]> = Promise.all([run(main), run(fetchPage, "d", 1)]);
export const simulated: number = simulate({ seed: 1 }, main, 1);
export const cancellable: Task<number> = cancelOn(createScheduler().run(main), AbortSignal.timeout(10));
cancellable.then((value) => value.toFixed()).catch((error) => error instanceof CancelledError && error.message);
