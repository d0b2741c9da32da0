import asyncio
import contextvars


def now():
    return round(asyncio.get_running_loop().time() * 1000)


def kind(error):
    if isinstance(error, asyncio.CancelledError):
        return "cancelled"
    return "too late" if isinstance(error, TimeoutError) else str(error)


async def after(seconds, value):
    await asyncio.sleep(seconds)
    return value


async def failing(seconds, message):
    await asyncio.sleep(seconds)
    raise Exception(message)


async def waits():
    tasks = [asyncio.create_task(after(ms / 1000, ms)) for ms in [30, 10, 20]]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    print(f"{now()} first: {len(done)} done, {len(pending)} pending")
    done, pending = await asyncio.wait(tasks, timeout=0.005)
    print(f"{now()} in time: {len(done)} done, {len(pending)} pending")
    async for task in asyncio.as_completed(tasks):
        print(f"{now()} completed: {await task}")


async def deadlines():
    try:
        async with asyncio.timeout(0.010):
            try:
                await asyncio.sleep(0.100)
            finally:
                await asyncio.sleep(0.005)
                print(f"{now()} cleaned up")
    except TimeoutError as error:
        print(f"{now()} {kind(error)}")
    async with asyncio.timeout(0.100):
        value = await after(0.010, "yes")
    print(f"{now()} in time: {value}")
    slow = asyncio.create_task(after(0.030, "slow"))
    try:
        await asyncio.wait_for(asyncio.shield(slow), 0.010)
    except TimeoutError as error:
        print(f"{now()} {kind(error)}, and goes on: {await slow}")


async def second():
    try:
        await asyncio.sleep(0.100)
    finally:
        raise Exception("second")


async def groups():
    try:
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(failing(0.010, "first"))
            tasks.create_task(second())
            try:
                await asyncio.sleep(0.100)
            except asyncio.CancelledError as error:
                print(f"{now()} the body is {kind(error)}")
                raise
    except* Exception as error:
        print(f"{now()} {', '.join(map(kind, error.exceptions))}")
    tasks = [asyncio.create_task(failing(0.005, "bad")), asyncio.create_task(after(0.001, "good"))]
    results = await asyncio.gather(*tasks, return_exceptions=True)
    print(", ".join(kind(result) if isinstance(result, Exception) else result for result in results))


async def turns():
    permits = asyncio.Semaphore(2)
    start = asyncio.Event()
    user = contextvars.ContextVar("user", default="nobody")

    async def guest(name):
        user.set(name)
        await start.wait()
        async with permits:
            print(f"{now()} {user.get()} is in")
            await asyncio.sleep(0.010)

    guests = [asyncio.create_task(guest(name)) for name in ["Ann", "Bob", "Cleo", "Dan"]]
    await asyncio.sleep(0.001)
    start.set()
    guests[2].cancel("ill")
    await asyncio.gather(*guests, return_exceptions=True)
    print(f"{user.get()}: {' '.join(str(task.cancelled()).lower() for task in guests)}")
    asyncio.current_task().cancel("enough")
    try:
        await asyncio.sleep(0.001)
    except asyncio.CancelledError as error:
        print(f"{kind(error)}: {error}")


async def deep(n):
    return await after(0.001, 0) if n == 0 else 1 + await deep(n - 1)


async def main():
    await waits()
    await deadlines()
    await groups()
    await turns()
    print(f"{await deep(500)} calls deep")


asyncio.run(main())
print("done")
