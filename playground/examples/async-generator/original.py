import asyncio
from contextlib import aclosing

async def ticks(limit):
    try:
        for tick in range(1, limit + 1):
            await asyncio.sleep(0.05)
            yield tick
    finally:
        print("the ticks are cleaned up")

async def main():
    async with aclosing(ticks(10)) as running:
        async for tick in running:
            print("tick", tick)
            if tick == 3:
                break
    print("done")

asyncio.run(main())
