from cases import *


async def acquire(lock, name):
    try:
        await lock.acquire()
    except asyncio.CancelledError:
        log(name, "is cancelled")
        raise
    log(name, "has it")
    return name


async def wait(event, name):
    try:
        log(name, await event.wait())
    except asyncio.CancelledError:
        log(name, "is cancelled")
        raise


def start(function, *args):
    return asyncio.create_task(function(*args))


@program("lock: who waits longest has it first")
async def _():
    lock = asyncio.Lock()
    await lock.acquire()
    one = start(acquire, lock, "one")
    two = start(acquire, lock, "two")
    await asyncio.sleep(0)
    log("released")
    lock.release()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    three = start(acquire, lock, "three")
    log("released")
    lock.release()
    await asyncio.sleep(0)
    log("released")
    lock.release()
    await asyncio.sleep(0)
    log(status(one), status(two), status(three))


@program("lock: who is cancelled while it waits waits no more")
async def _():
    lock = asyncio.Lock()
    await lock.acquire()
    task = start(acquire, lock, "one")
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.wait([task])
    lock.release()
    log(await acquire(lock, "main"))


@program("lock: the next is cancelled as it is released, the one after has it")
async def _():
    lock = asyncio.Lock()
    go = asyncio.Event()

    async def hold(name, event):
        await acquire(lock, name)
        try:
            if event:
                await event.wait()
        finally:
            lock.release()

    one = start(hold, "one", go)
    await asyncio.sleep(0)
    two = start(hold, "two", None)
    await asyncio.sleep(0)
    three = start(hold, "three", None)
    await asyncio.sleep(0)
    go.set()
    two.cancel()
    await asyncio.sleep(0)
    log(lock.locked(), status(one), status(two))
    await three
    log(lock.locked())


@program("lock: cancelled and released at once, only one has it")
async def _():
    lock = asyncio.Lock()
    await lock.acquire()
    one, two, three = [start(acquire, lock, name) for name in ["one", "two", "three"]]
    await asyncio.sleep(0)
    one.cancel()
    lock.release()
    await asyncio.wait([one])
    log(status(one), status(two), status(three))
    three.cancel()
    await asyncio.sleep(0)
    log(status(three))


@program("lock: woken and cancelled, it wakes the next")
async def _():
    lock = asyncio.Lock()
    await lock.acquire()
    one, two = start(acquire, lock, "one"), start(acquire, lock, "two")
    await asyncio.sleep(0)
    lock.release()
    one.cancel()
    await asyncio.wait([one, two])
    log(status(one), status(two), lock.locked())


@program("lock: cancelled, and released before the others have begun to wait")
async def _():
    lock = asyncio.Lock()
    await lock.acquire()
    one = start(acquire, lock, "one")
    await asyncio.sleep(0)
    two = start(acquire, lock, "two")
    one.cancel()
    lock.release()
    await asyncio.sleep(0)
    log(lock.locked(), status(one))
    log(await two)


@program("lock: released by who does not hold it")
async def _():
    lock = asyncio.Lock()
    try:
        lock.release()
    except RuntimeError as error:
        log("refused", error)
    await lock.acquire()
    log(lock.locked())
    lock.release()
    log(lock.locked())


@program("event: all who wait are woken, after who begins to wait when it is set")
async def _():
    event = asyncio.Event()
    log(event.is_set())
    one, two = start(wait, event, "one"), start(wait, event, "two")
    await asyncio.sleep(0)
    three = start(wait, event, "three")
    event.set()
    await asyncio.sleep(0)
    log(status(one), status(two), status(three))


@program("event: set already")
async def _():
    event = asyncio.Event()
    event.set()
    await wait(event, "main")


@program("event: who is cancelled while it waits")
async def _():
    event = asyncio.Event()
    task = start(wait, event, "one")
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.wait([task])
    event.set()
    log(status(task))


@program("event: cleared")
async def _():
    event = asyncio.Event()
    event.set()
    log(event.is_set())
    event.clear()
    log(event.is_set())


@program("event: set and cleared at once still wakes who waits")
async def _():
    event = asyncio.Event()
    task = start(wait, event, "one")
    await asyncio.sleep(0)
    event.set()
    event.clear()
    log(event.is_set())
    event.set()
    event.set()
    await asyncio.sleep(0)
    log(status(task))


@program("semaphore: so many, and no more")
async def _():
    semaphore = asyncio.Semaphore(3)
    await semaphore.acquire()
    await semaphore.acquire()
    tasks = [start(acquire, semaphore, name) for name in ["one", "two", "three"]]
    await asyncio.sleep(0)
    tasks.append(start(acquire, semaphore, "four"))
    semaphore.release()
    semaphore.release()
    await asyncio.sleep(0)
    log([status(task) for task in tasks])
    semaphore.release()
    await asyncio.gather(*tasks)


@program("semaphore: none, and fewer than none")
async def _():
    try:
        asyncio.Semaphore(-1)
    except ValueError as error:
        log("refused", error)
    semaphore = asyncio.Semaphore(0)
    task = start(acquire, semaphore, "one")
    await asyncio.sleep(10)
    log(status(task))
    semaphore.release()
    log(await task)


@program("semaphore: who is cancelled while it waits")
async def _():
    semaphore = asyncio.Semaphore()
    await semaphore.acquire()
    task = start(acquire, semaphore, "one")
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.wait([task])
    semaphore.release()
    log(await acquire(semaphore, "main"))


@program("semaphore: cancelled before they are woken, the permit is the next one's")
async def _():
    semaphore = asyncio.Semaphore(0)
    one, two, three, four = [start(acquire, semaphore, name) for name in ["one", "two", "three", "four"]]
    await asyncio.sleep(0)
    one.cancel()
    two.cancel()
    semaphore.release()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    log(status(three), status(four))


@program("semaphore: woken and cancelled, it gives the permit on")
async def _():
    semaphore = asyncio.Semaphore(0)
    one, two = start(acquire, semaphore, "one"), start(acquire, semaphore, "two")
    await asyncio.sleep(0)
    semaphore.release()
    one.cancel()
    await asyncio.wait([one, two])
    log(status(one), status(two))


@program("semaphore: cancelled by who has just given its permit back")
async def _():
    semaphore = asyncio.Semaphore(1)

    async def first():
        async with semaphore:
            await asyncio.sleep(0)
        two.cancel()

    one = start(first)
    two = start(acquire, semaphore, "two")
    await asyncio.wait([one, two])
    log(status(one), status(two))
    log(await asyncio.wait_for(acquire(semaphore, "main"), 1))


@program("semaphore: more permits than there were")
async def _():
    semaphore = asyncio.Semaphore(1)
    semaphore.release()
    await acquire(semaphore, "one")
    await acquire(semaphore, "two")


@program("semaphore: in turns")
async def _():
    semaphore = asyncio.Semaphore(1)

    async def twice(name):
        for _ in range(2):
            await acquire(semaphore, name)
            await asyncio.sleep(10)
            semaphore.release()

    async with asyncio.TaskGroup() as group:
        for name in ["one", "two", "three"]:
            group.create_task(twice(name))


@program("semaphore: who gives its permit back waits behind the others")
async def _():
    semaphore = asyncio.Semaphore(1)

    async def again():
        await acquire(semaphore, "two")
        semaphore.release()
        await acquire(semaphore, "two again")

    tasks = [start(acquire, semaphore, "one"), start(again), start(acquire, semaphore, "three")]
    await asyncio.sleep(0)
    semaphore.release()
    semaphore.release()
    await asyncio.gather(*tasks)


@program("semaphore: the first of three is cancelled")
async def _():
    semaphore = asyncio.Semaphore(0)
    tasks = [start(acquire, semaphore, name) for name in ["one", "two", "three"]]
    await asyncio.sleep(0)
    tasks[0].cancel()
    await asyncio.sleep(0)
    semaphore.release()
    semaphore.release()
    log(await asyncio.gather(*tasks, return_exceptions=True))


@program("semaphore: three permits at once wake three")
async def _():
    semaphore = asyncio.Semaphore(0)
    later = None

    async def first():
        nonlocal later
        await acquire(semaphore, "one")
        later = start(acquire, semaphore, "four")

    async def second():
        for _ in range(3):
            semaphore.release()
        await acquire(semaphore, "two")

    tasks = [start(first), start(second), start(acquire, semaphore, "three")]
    await asyncio.gather(*tasks)
    semaphore.release()
    log(await later)
