import asyncio


def channel():
    return asyncio.Queue(1)


async def count(right):
    n = 2
    while True:
        await right.put(n)
        n += 1


async def sift(prime, left, right):
    while True:
        n = await left.get()
        if n % prime != 0:
            await right.put(n)


class Enough(Exception):
    """Ends a group; before Python 3.15 there is no TaskGroup.cancel()."""


async def sieve(how_many, processes):
    primes = []
    end = channel()
    processes.create_task(count(end))
    while len(primes) < how_many:
        prime = await end.get()
        primes.append(prime)
        longer = channel()
        processes.create_task(sift(prime, end, longer))
        end = longer
    print(*primes)
    raise Enough


async def main():
    try:
        async with asyncio.TaskGroup() as processes:
            await sieve(15, processes)
    except* Enough:
        pass
    print("nobody counts any more")


asyncio.run(main())
