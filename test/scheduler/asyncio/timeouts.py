from cases import *


async def telling(name, ms):
    try:
        await asyncio.sleep(ms)
    except asyncio.CancelledError:
        log(name, "is cancelled")
        raise
    log(name, "has slept")


async def failing_when_cancelled(ms, message):
    try:
        await asyncio.sleep(ms)
    finally:
        raise Failure(message)


@program("too long")
async def _():
    try:
        async with asyncio.timeout(10):
            await telling("work", 100)
    except BaseException as error:
        log("caught", error)


@program("in time, and the deadline is forgotten")
async def _():
    async with asyncio.timeout(100):
        await telling("work", 10)
    await telling("more", 1000)


@program("no limit")
async def _():
    async with asyncio.timeout(None):
        await telling("work", 10)


@program("two deadlines at once: the outer one counts, the inner one lets the cancellation through")
async def _():
    try:
        async with asyncio.timeout(10):
            try:
                async with asyncio.timeout(10):
                    await telling("work", 100)
            except BaseException as error:
                log("between", error)
                raise
    except BaseException as error:
        log("caught", error)


@program("the inner deadline first, then the outer one")
async def _():
    try:
        async with asyncio.timeout(20):
            try:
                async with asyncio.timeout(10):
                    await telling("work", 100)
            except TimeoutError as error:
                log("inner", error)
            await telling("more", 100)
    except BaseException as error:
        log("outer", error)


@program("no time at all: what does not wait is done")
async def _():
    async with asyncio.timeout(0):
        log("quick")
    await asyncio.sleep(1)
    log("and is not cancelled later")


@program("no time at all: the first wait is the last")
async def _():
    for ms in [0, -11]:
        for pause in [0, 10]:
            try:
                async with asyncio.timeout(ms):
                    await telling("work", pause)
            except BaseException as error:
                log("caught", error)


@program("another error, before the deadline")
async def _():
    try:
        async with asyncio.timeout(10):
            raise Failure("early")
    except BaseException as error:
        log("caught", error)
    await telling("more", 100)


@program("another error, in the place of the cancellation")
async def _():
    try:
        async with asyncio.timeout(10):
            await failing_when_cancelled(100, "instead")
    except BaseException as error:
        log("caught", error)
    await telling("more", 100)


@program("a wait in a finally is cancelled, too")
async def _():
    try:
        async with asyncio.timeout(10):
            try:
                raise Failure("lost")
            finally:
                await telling("cleaning", 100)
    except BaseException as error:
        log("caught", error)


@program("cancelled by itself before the deadline: that is no timeout")
async def _():
    try:
        async with asyncio.timeout(100):
            asyncio.current_task().cancel("mine")
            await telling("work", 10)
    except BaseException as error:
        log("caught", error)


@program("the task of a timeout is not cancelled")
async def _():
    async def outer():
        try:
            async with asyncio.timeout(1):
                await asyncio.sleep(10)
        except TimeoutError as error:
            log("caught", error)

    task = asyncio.create_task(outer())
    await task
    log(status(task))


@program("a timeout in the finally of a timeout")
async def _():
    try:
        async with asyncio.timeout(10):
            try:
                await asyncio.sleep(100)
            finally:
                try:
                    async with asyncio.timeout(10):
                        await telling("cleaning", 100)
                except BaseException as error:
                    log("inner", error)
    except BaseException as error:
        log("outer", error)


@program("a timeout after a cancellation that was caught")
async def _():
    try:
        asyncio.current_task().cancel()
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        pass
    finally:
        try:
            async with asyncio.timeout(0):
                await telling("cleaning", 1)
        except BaseException as error:
            log("caught", error)


@program("cancelled in a timeout, after a cancellation that was caught")
async def _():
    try:
        asyncio.current_task().cancel()
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        pass
    try:
        async with asyncio.timeout(10):
            asyncio.current_task().cancel("again")
            await telling("cleaning", 100)
    except BaseException as error:
        log("caught", error)


@program("who catches the cancellation of a timeout has it back")
async def _():
    async with asyncio.timeout(10):
        try:
            await asyncio.sleep(100)
        except asyncio.CancelledError as error:
            log("swallowed", error)
    await telling("more", 100)


@program("cancelled from outside while the deadline passes")
async def _():
    async def work():
        async with asyncio.timeout(10):
            try:
                await asyncio.sleep(100)
            finally:
                await telling("cleaning", 100)

    task = asyncio.create_task(work())
    await asyncio.sleep(50)
    task.cancel("outside")
    await asyncio.wait([task])
    log(status(task))


@program("a group in a timeout: an error of its children counts for more")
async def _():
    try:
        async with asyncio.timeout(10):
            async with asyncio.TaskGroup() as group:
                group.create_task(failing_when_cancelled(100, "child"))
                try:
                    raise Failure("lost")
                finally:
                    await asyncio.sleep(100)
    except BaseException as error:
        log("caught", error)
    await telling("more", 10)


@program("a group in a timeout: children that end well")
async def _():
    try:
        async with asyncio.timeout(10):
            async with asyncio.TaskGroup() as group:
                group.create_task(telling("child", 100))
    except BaseException as error:
        log("caught", error)
