import asyncio

END = object()


def now():
    return round(asyncio.get_running_loop().time() * 1000)


async def stage(name, seconds, input, output):
    while True:
        loaf = await input.get()
        if loaf is not END:
            await asyncio.sleep(seconds)
            print(f"{now()} ms: loaf {loaf} is {name}")
        await output.put(loaf)
        if loaf is END:
            return


async def main():
    flour, dough, bread, shelf = asyncio.Queue(), asyncio.Queue(1), asyncio.Queue(1), asyncio.Queue()
    for item in [1, 2, 3, 4, END]:
        flour.put_nowait(item)
    async with asyncio.TaskGroup() as bakery:
        bakery.create_task(stage("kneaded", 0.020, flour, dough))
        bakery.create_task(stage("baked", 0.030, dough, bread))
        bakery.create_task(stage("packed", 0.010, bread, shelf))
    print(f"{now()} ms: {shelf.qsize() - 1} loaves are on the shelf")


asyncio.run(main())
