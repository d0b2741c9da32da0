import asyncio


current = asyncio.Lock()


async def blink(lamp):
    async with current:
        for i in [1, 2, 3]:
            print(f"{lamp} {i}")
            await asyncio.sleep(0.010)


async def main():
    await asyncio.gather(asyncio.create_task(blink("red")), asyncio.create_task(blink("green")))
    return "dark again"


print(asyncio.run(main()))
