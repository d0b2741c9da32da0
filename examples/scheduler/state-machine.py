import asyncio

HELD = 0.500
PAUSE = 0.250


def now():
    return round(asyncio.get_running_loop().time() * 1000)


async def gestures(button):
    while True:
        await button.get()
        if await is_soon(button, HELD):
            if await is_soon(button, PAUSE):
                print(f"{now()} ms: double click")
                await button.get()
            else:
                print(f"{now()} ms: click")
        else:
            print(f"{now()} ms: held")
            await button.get()
            print(f"{now()} ms: let go")


async def is_soon(button, seconds):
    try:
        await asyncio.wait_for(button.get(), seconds)
        return True
    except TimeoutError:
        return False


async def hand(button):
    for pauses in [0.100, 0.080], [0.600, 0.060, 0.120, 0.070], [0.900, 0.800], [0.500, 0.090, 0.300, 0.090]:
        for pause in pauses:
            await asyncio.sleep(pause)
            button.put_nowait("pressed or released")
    await asyncio.sleep(1)


async def main():
    button = asyncio.Queue()
    machine = asyncio.create_task(gestures(button))
    await hand(button)
    machine.cancel()


asyncio.run(main())
