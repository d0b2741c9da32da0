from cases import *


async def get(queue, name="get"):
    try:
        item = await queue.get()
    except asyncio.CancelledError:
        log(name, "is cancelled")
        raise
    log(name, item)
    return item


async def put(queue, item):
    try:
        await queue.put(item)
    except asyncio.CancelledError:
        log("put of", item, "is cancelled")
        raise
    log("put", item)


@program("first in, first out; empty and full")
async def _():
    queue = asyncio.Queue(3)
    log(queue.qsize(), queue.full())
    for item in [1, 3, 2]:
        await queue.put(item)
    log(queue.qsize(), queue.full())
    log([await queue.get() for _ in range(3)])
    log(queue.qsize(), queue.full())


@program("without a bound it is never full")
async def _():
    for queue in [asyncio.Queue(), asyncio.Queue(0), asyncio.Queue(-1)]:
        for item in range(1000):
            queue.put_nowait(item)
        log(queue.qsize(), queue.full())


@program("a bound that is no whole number")
async def _():
    queue = asyncio.Queue(1.3)
    queue.put_nowait(1)
    queue.put_nowait(2)
    log(queue.full())
    try:
        queue.put_nowait(3)
    except asyncio.QueueFull:
        log("full")


@program("who puts waits for room")
async def _():
    queue = asyncio.Queue(2)

    async def putter():
        for item in range(3):
            await put(queue, item)
        return True

    task = asyncio.create_task(putter())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    log("got", await queue.get())
    await asyncio.sleep(0)
    log("got", await queue.get())
    log("got", await queue.get())
    log(status(task))


@program("who gets waits for an item")
async def _():
    queue = asyncio.Queue()
    task = asyncio.create_task(get(queue))
    await asyncio.sleep(10)
    log(status(task))
    queue.put_nowait("late")
    log(await task)


@program("who puts waits until somebody takes without waiting")
async def _():
    queue = asyncio.Queue(1)

    async def putter():
        await put(queue, 1)
        await put(queue, 2)

    task = asyncio.create_task(putter())
    await asyncio.sleep(10)
    log(queue.get_nowait())
    await task


@program("nothing to take, no room: at once")
async def _():
    queue = asyncio.Queue(1)
    try:
        queue.get_nowait()
    except asyncio.QueueEmpty:
        log("empty")
    queue.put_nowait(1)
    try:
        queue.put_nowait(2)
    except asyncio.QueueFull:
        log("full")
    log(queue.get_nowait())


@program("a getter that is cancelled takes nothing from the next")
async def _():
    queue = asyncio.Queue()
    one = asyncio.create_task(get(queue, "one"))
    two = asyncio.create_task(get(queue, "two"))
    await asyncio.sleep(0)
    one.cancel()
    await asyncio.sleep(0)
    log(status(one))
    await queue.put("a")
    await asyncio.sleep(0)
    log(await two)


@program("a getter that is cancelled when it has been woken leaves the item")
async def _():
    queue = asyncio.Queue()
    one = asyncio.create_task(get(queue, "one"))
    await asyncio.sleep(0)
    queue.put_nowait(1)
    queue.put_nowait(2)
    one.cancel()
    await asyncio.wait([one])
    log(status(one), await get(queue, "again"))


@program("of three getters the first is cancelled when it has been woken")
async def _():
    queue = asyncio.Queue()
    tasks = [asyncio.create_task(get(queue, name)) for name in ["one", "two", "three"]]
    await asyncio.sleep(0)
    queue.put_nowait(1)
    queue.put_nowait(2)
    tasks[0].cancel()
    await asyncio.wait(tasks)
    log([status(task) for task in tasks])


@program("a getter that waited too long is forgotten")
async def _():
    queue = asyncio.Queue(5)
    try:
        await asyncio.wait_for(get(queue), 10)
    except TimeoutError as error:
        log("caught", error)
    queue.put_nowait("for nobody")
    await asyncio.sleep(10)
    log(queue.qsize())


@program("two wait to put, one takes")
async def _():
    queue = asyncio.Queue(1)
    tasks = [asyncio.create_task(put(queue, item)) for item in ["a", "b"]]
    log("got", await queue.get())
    log("got", await queue.get())
    await asyncio.wait(tasks)


@program("producer and consumer through a queue of one")
async def _():
    queue = asyncio.Queue(1)

    async def producer():
        for item in range(5):
            await put(queue, item)

    async def consumer():
        for _ in range(5):
            await get(queue)

    async with asyncio.TaskGroup() as group:
        group.create_task(producer())
        group.create_task(consumer())


@program("a putter that is cancelled when it has been woken puts nothing")
async def _():
    queue = asyncio.Queue(1)
    queue.put_nowait(1)
    writer = asyncio.create_task(put(queue, 2))
    await asyncio.sleep(0)
    log(queue.get_nowait())
    writer.cancel()
    await asyncio.wait([writer])
    log(status(writer), queue.qsize())
    await put(queue, 3)
    log(queue.get_nowait(), queue.qsize())


@program("a putter that is cancelled while it waits lets the others by")
async def _():
    queue = asyncio.Queue(1)
    one, two, three = [asyncio.create_task(put(queue, item)) for item in ["a", "b", "x"]]
    await asyncio.sleep(0)
    log(status(one), status(two))
    three.cancel()
    await asyncio.sleep(0)
    log(status(three), queue.get_nowait())
    await asyncio.sleep(0)
    log(status(two), queue.get_nowait(), queue.qsize())


@program("a putter that is woken and cancelled wakes the next one")
async def _():
    queue = asyncio.Queue(1)
    queue.put_nowait(0)
    one, two = [asyncio.create_task(put(queue, item)) for item in ["a", "b"]]
    await asyncio.sleep(0)
    log(queue.get_nowait())
    one.cancel()
    await asyncio.wait([two])
    log(status(one), queue.get_nowait())


@program("who puts has put before the getter runs")
async def _():
    queue = asyncio.Queue()
    task = asyncio.create_task(get(queue))
    await asyncio.sleep(0)
    await put(queue, "a")
    log(await task)


@program("four putters, and a getter that takes what is there")
async def _():
    queue = asyncio.Queue(2)

    async def getter():
        await asyncio.sleep(0)
        for _ in range(queue.qsize()):
            log("took", queue.get_nowait())

    async with asyncio.TaskGroup() as group:
        group.create_task(getter())
        for item in range(4):
            group.create_task(put(queue, item))
    log(queue.qsize())


@program("join waits until all is dealt with")
async def _():
    queue = asyncio.Queue()
    for item in range(100):
        queue.put_nowait(item)
    total = 0

    async def worker():
        nonlocal total
        while True:
            item = await queue.get()
            await asyncio.sleep(1)
            total += item
            queue.task_done()

    workers = [asyncio.create_task(worker()) for _ in range(2)]
    await queue.join()
    log(total)
    for task in workers:
        task.cancel()


@program("join of a queue with nothing to deal with")
async def _():
    queue = asyncio.Queue()
    await queue.join()
    await queue.join()
    log("at once")


@program("join waits for what was taken, too")
async def _():
    queue = asyncio.Queue()
    await queue.put(1)
    task = asyncio.create_task(queue.join())
    await queue.get()
    await asyncio.sleep(0)
    log(queue.qsize(), status(task))
    queue.task_done()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    log(status(task))
    await queue.put(2)
    log(queue.qsize())


@program("more is dealt with than there was")
async def _():
    queue = asyncio.Queue()
    try:
        queue.task_done()
    except ValueError as error:
        log("refused", error)
