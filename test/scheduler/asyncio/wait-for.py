from cases import *


async def after(ms, value):
    await asyncio.sleep(ms)
    return value


async def telling(name, ms):
    try:
        await asyncio.sleep(ms)
    except asyncio.CancelledError:
        log(name, "is cancelled")
        raise
    log(name, "has slept")
    return name


async def stubborn(ms):
    """Sleeps so long, whoever cancels it."""
    end = asyncio.get_running_loop().time() + ms
    while (left := end - asyncio.get_running_loop().time()) > 0:
        try:
            await asyncio.sleep(left)
        except asyncio.CancelledError:
            log("will not")
    log("ends by itself")
    return "stubborn"


async def slow_to_end(ms):
    try:
        await asyncio.sleep(ms)
    except asyncio.CancelledError:
        await asyncio.sleep(5)
        raise
    finally:
        log("ends")


@program("who is cancelled while it waits for what cannot be cancelled gets its result")
async def _():
    task = asyncio.create_task(asyncio.wait_for(stubborn(20), 40))
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.wait([task])
    log(status(task))


@program("who waits too long for what cannot be cancelled gets what it returns")
async def _():
    log(await asyncio.wait_for(stubborn(20), 10))


@program("no time, and it is there already")
async def _():
    task = asyncio.create_task(after(0, "done"))
    await asyncio.sleep(5)
    log(await asyncio.wait_for(task, 0))


@program("no time: a call is not even begun")
async def _():
    try:
        await asyncio.wait_for(telling("call", 1), 0)
    except BaseException as error:
        log("caught", error)


@program("no time: a task that runs is cancelled")
async def _():
    for ms in [0, -1]:
        task = asyncio.create_task(telling("task", 100))
        await asyncio.sleep(1)
        try:
            await asyncio.wait_for(task, ms)
        except BaseException as error:
            log("caught", error, task.cancelled())


@program("too long: the task is cancelled")
async def _():
    task = asyncio.create_task(telling("task", 100))
    try:
        await asyncio.wait_for(task, 10)
    except BaseException as error:
        log("caught", error, task.cancelled())


@program("no limit")
async def _():
    log(await asyncio.wait_for(telling("call", 10), None))


@program("just in time")
async def _():
    task = asyncio.create_task(after(10, "ok"))
    log(await asyncio.wait_for(task, 11))


@program("what returns when it is cancelled has returned")
async def _():
    async def inner():
        try:
            await asyncio.sleep(100)
        except asyncio.CancelledError:
            return "all the same"

    log(await asyncio.wait_for(inner(), 10))
    log(await asyncio.wait_for(asyncio.create_task(inner()), 10))


@program("it is waited for until it has been cancelled")
async def _():
    for ms in [10, 0]:
        task = asyncio.create_task(slow_to_end(100))
        await asyncio.sleep(1)
        try:
            await asyncio.wait_for(task, ms)
        except BaseException as error:
            log("caught", error)


@program("an error on the way out counts for more than the deadline")
async def _():
    async def inner():
        try:
            await asyncio.sleep(100)
        finally:
            raise Failure("on the way out")

    for ms in [10, 0]:
        task = asyncio.create_task(inner())
        await asyncio.sleep(1)
        try:
            await asyncio.wait_for(task, ms)
        except BaseException as error:
            log("caught", error)


@program("who is cancelled while it waits cancels what it waits for")
async def _():
    for ms in [None, 60]:
        task = asyncio.create_task(telling("task", 100))
        waiting = asyncio.create_task(asyncio.wait_for(task, ms))
        await asyncio.sleep(1)
        waiting.cancel("mine")
        await asyncio.wait([waiting])
        log(status(waiting), status(task))


@program("cancelled in the turn in which the task has ended")
async def _():
    async def inner():
        return "done"

    async def outer():
        await asyncio.wait_for(task, 100)
        await asyncio.sleep(1)
        log("never here")

    task = asyncio.create_task(inner())
    waiting = asyncio.create_task(outer())
    await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.wait([waiting])
    log(status(waiting), status(task))


@program("a shield, and no time: the shield is cancelled, and not the task")
async def _():
    task = asyncio.create_task(telling("task", 10))
    shield = asyncio.shield(task)
    try:
        await asyncio.wait_for(shield, 0)
    except BaseException as error:
        log("caught", error, task.done(), shield.cancelled())
    log(await task)


@program("a shield, and no limit")
async def _():
    task = asyncio.create_task(telling("task", 10))
    log(await asyncio.wait_for(asyncio.shield(task), None))


@program("a shield, and too little time")
async def _():
    task = asyncio.create_task(telling("task", 100))
    try:
        await asyncio.wait_for(asyncio.shield(task), 10)
    except BaseException as error:
        log("caught", error, task.done())
    log(await task)
