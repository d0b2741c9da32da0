"use coroutine";
// The sieve of Eratosthenes as a row of processes, which know nothing but the channels at their left and right.
//
// Notice that the row grows while it runs: each number that comes out at the end is a prime, and a process is put before that end
// which lets none of its multiples through. The first process counts for ever; the group's end is the end of all of them.

const { createScheduler, group, virtualClock, Queue } = Switchyard.scheduler;

const channel = () => new Queue(1);

async function count(right) {
  for (let n = 2; ; n++) await right.put(n);
}

async function filter(prime, left, right) {
  for (;;) {
    const n = await left.get();
    if (n % prime !== 0) await right.put(n);
  }
}

async function sieve(howMany, processes) {
  const primes = [];
  let end = channel();
  processes.spawn(count, end);
  while (primes.length < howMany) {
    const prime = await end.get();
    primes.push(prime);
    const longer = channel();
    processes.spawn(filter, prime, end, longer);
    end = longer;
  }
  print(primes.join(" "));
  processes.cancel();
}

async function main() {
  await group(async (processes) => await sieve(15, processes));
  print("nobody counts any more");
}

createScheduler({ clock: virtualClock() }).run(main);
