import asyncio

def js(value):
    return "true" if value else "false"

async def work(name):
    try:
        i = 1
        while True:
            print(name, "works", i)
            await asyncio.sleep(0.1)
            i += 1
    except asyncio.CancelledError as error:
        print(name, "is cancelled:", str(error) or "no reason")
        raise
    finally:
        await asyncio.sleep(0.01)
        print(name, "has cleaned up")

async def main():
    task = asyncio.create_task(work("task"))
    await asyncio.sleep(0.25)
    print("cancel", js(task.cancel("enough")))
    try:
        await task
    except asyncio.CancelledError:
        print("main sees", js(True), "cancelled", js(task.cancelled()))
    try:
        async with asyncio.timeout(0.15):
            await work("other")
    except TimeoutError:
        print("time is up")

asyncio.run(main())
