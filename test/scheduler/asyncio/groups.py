from cases import *


async def after(ms, value):
    await asyncio.sleep(ms)
    return value


async def failing(ms, message):
    await asyncio.sleep(ms)
    raise Failure(message)


async def failing_when_cancelled(ms, message):
    try:
        await asyncio.sleep(ms)
    finally:
        raise Failure(message)


async def telling(name, ms):
    try:
        await asyncio.sleep(ms)
    except asyncio.CancelledError:
        log(name, "is cancelled")
        raise
    log(name, "has slept")


@program("ends when all have ended, those started late too")
async def _():
    async with asyncio.TaskGroup() as group:
        one = group.create_task(after(10, "one"))
        await asyncio.sleep(15)
        two = group.create_task(after(20, "two"))
    log(one.result(), two.result())


@program("a child that is cancelled by itself disturbs nobody")
async def _():
    async with asyncio.TaskGroup() as group:
        one = group.create_task(after(100, "one"))
        await asyncio.sleep(15)
        one.cancel()
        two = group.create_task(after(20, "two"))
    log(one.cancelled(), two.result())


@program("an error cancels the other children")
async def _():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(failing(10, "bad"))
            group.create_task(telling("other", 100))
        log("never here")
    except ExceptionGroup as error:
        log("caught", error)


@program("errors of the same moment, and the body")
async def _():
    try:
        async with asyncio.TaskGroup() as group:
            for name in ["one", "two", "three"]:
                group.create_task(failing(10, name))
            group.create_task(telling("other", 50))
            await telling("body", 100)
    except ExceptionGroup as error:
        log("caught", error)


@program("who is cancelled cancels the children, while it waits for them")
async def _():
    async def runner():
        async with asyncio.TaskGroup() as group:
            for name in ["one", "two", "three"]:
                group.create_task(telling(name, 50))

    task = asyncio.create_task(runner())
    await asyncio.sleep(10)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError as error:
        log("caught", error)


@program("who is cancelled cancels the children, while it is in the body")
async def _():
    async def runner():
        async with asyncio.TaskGroup() as group:
            group.create_task(telling("child", 50))
            await telling("body", 100)

    task = asyncio.create_task(runner())
    await asyncio.sleep(10)
    task.cancel("why")
    try:
        await task
    except asyncio.CancelledError as error:
        log("caught", error)


@program("who is cancelled, but the children fail: the errors count")
async def _():
    async def runner():
        async with asyncio.TaskGroup() as group:
            for name in ["one", "two"]:
                group.create_task(failing_when_cancelled(100, name))
            await asyncio.sleep(100)

    task = asyncio.create_task(runner())
    await asyncio.sleep(10)
    task.cancel()
    try:
        await task
    except ExceptionGroup as error:
        log("caught", error, task.cancelled())


@program("an error of the body cancels the children")
async def _():
    try:
        async with asyncio.TaskGroup() as group:
            one = group.create_task(telling("one", 100))
            two = group.create_task(telling("two", 200))
            await asyncio.sleep(10)
            raise Failure("body")
    except ExceptionGroup as error:
        log("caught", error, one.cancelled(), two.cancelled())


@program("an error of the body before a child has begun: it never does")
async def _():
    try:
        async with asyncio.TaskGroup() as group:
            one = group.create_task(telling("one", 100))
            raise Failure("body")
    except ExceptionGroup as error:
        log("caught", error, one.cancelled())


@program("groups in groups: errors in errors")
async def _():
    async def runner():
        async with asyncio.TaskGroup() as outer:
            outer.create_task(telling("outer", 100))
            async with asyncio.TaskGroup() as inner:
                for name in ["one", "two"]:
                    inner.create_task(failing_when_cancelled(100, name))
                await asyncio.sleep(100)

    task = asyncio.create_task(runner())
    await asyncio.sleep(10)
    task.cancel()
    try:
        await task
    except ExceptionGroup as error:
        log("caught", error)


@program("an error in the outer group ends the inner one, which has none of its own")
async def _():
    try:
        async with asyncio.TaskGroup() as outer:
            outer.create_task(failing(10, "outer"))
            async with asyncio.TaskGroup() as inner:
                inner.create_task(failing(100, "inner"))
    except ExceptionGroup as error:
        log("caught", error)


@program("an error in the inner group is one of the outer's")
async def _():
    try:
        async with asyncio.TaskGroup() as outer:
            outer.create_task(failing(100, "outer"))
            async with asyncio.TaskGroup() as inner:
                inner.create_task(failing(10, "inner"))
    except ExceptionGroup as error:
        log("caught", error)


@program("a child fails while the body deals with its cancellation")
async def _():
    async def runner():
        async with asyncio.TaskGroup() as group:
            group.create_task(failing(30, "late"))
            try:
                await asyncio.sleep(1000)
            except asyncio.CancelledError:
                await asyncio.sleep(50)
                log("has dealt with it")
                raise

    async def outer():
        await asyncio.create_task(runner())

    task = asyncio.create_task(outer())
    await asyncio.sleep(10)
    task.cancel()
    try:
        await task
    except ExceptionGroup as error:
        log("caught", error)


@program("no children, and a body that is cancelled")
async def _():
    async def runner():
        async with asyncio.TaskGroup():
            await telling("body", 100)

    task = asyncio.create_task(runner())
    await asyncio.sleep(10)
    task.cancel()
    await asyncio.wait([task])
    log(status(task))


@program("a body that makes another error of its cancellation")
async def _():
    async def runner():
        async with asyncio.TaskGroup():
            try:
                await asyncio.sleep(100)
            except asyncio.CancelledError:
                raise Failure("another")

    task = asyncio.create_task(runner())
    await asyncio.sleep(10)
    task.cancel()
    await asyncio.wait([task])
    log(status(task))


@program("an error of a child, and one of the body that is cancelled for it")
async def _():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(failing(10, "child"))
            await failing_when_cancelled(100, "body")
    except ExceptionGroup as error:
        log("caught", error)
    await asyncio.sleep(1)
    log("is no more cancelled")


@program("children start children")
async def _():
    async def root(group):
        await asyncio.sleep(10)
        group.create_task(telling("one", 10))
        group.create_task(telling("two", 20))

    async with asyncio.TaskGroup() as group:
        group.create_task(root(group))
    log("over")


@program("two for each, until one of them is enough")
async def _():
    heads = 0

    async def hydra(group):
        nonlocal heads
        heads += 1
        await asyncio.sleep(10)
        group.create_task(hydra(group))
        group.create_task(hydra(group))

    async def hercules():
        while heads < 10:
            await asyncio.sleep(15)
        raise Failure("enough")

    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(hydra(group))
            group.create_task(hercules())
    except ExceptionGroup as error:
        log("caught", error, heads)


@program("nothing can be started while it is being cancelled")
async def _():
    async def stubborn(group):
        try:
            await asyncio.sleep(100)
        except asyncio.CancelledError:
            task = after(1, "never")
            try:
                group.create_task(task)
            except RuntimeError as error:
                log("refused", error)
            task.close()

    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(failing(1, "bad"))
            group.create_task(stubborn(group))
    except ExceptionGroup as error:
        log("caught", error)


@program("nothing can be started when it has ended")
async def _():
    async with asyncio.TaskGroup() as group:
        pass
    task = after(1, "never")
    try:
        group.create_task(task)
    except RuntimeError as error:
        log("refused", error)
    task.close()


@program("whoever caught the errors of a group is not cancelled afterwards")
async def _():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(failing(0, "bad"))
    except ExceptionGroup as error:
        log("caught", error)
    await asyncio.sleep(1)
    log("goes on")


@program("two groups fail at the same time: the outer one still cancels")
async def _():
    try:
        async with asyncio.TaskGroup() as outer:
            try:
                async with asyncio.TaskGroup() as inner:
                    inner.create_task(failing(0, "inner"))
                    outer.create_task(failing(0, "outer"))
            except ExceptionGroup as error:
                log("caught", error)
            await telling("body", 10)
    except ExceptionGroup as error:
        log("caught", error)
    await asyncio.sleep(1)
    log("goes on")


@program("an error and a cancellation from outside at once: both arrive")
async def _():
    begun = asyncio.Event()

    async def child():
        begun.set()
        await asyncio.sleep(0)
        raise Failure("child")

    async def inner():
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(child())
                await telling("body", 10)
        except ExceptionGroup as error:
            log("caught", error)
        await telling("after it", 10)

    task = asyncio.create_task(inner())
    await begun.wait()
    task.cancel()
    await asyncio.wait([task])
    log(status(task))


@program("cancelled as a whole, it ends without an error")
async def _():
    async with TaskGroup() as group:
        group.create_task(telling("child", 100))
        await asyncio.sleep(10)
        group.cancel()
        await telling("body", 100)
    log("goes on")
