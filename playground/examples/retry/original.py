import asyncio

calls = 0
async def load():
    global calls
    await asyncio.sleep(0.03)
    calls += 1
    if calls < 3:
        raise RuntimeError(f"call {calls} failed")
    return "data"

async def retry(attempts):
    attempt = 1
    while True:
        try:
            return await load()
        except RuntimeError as error:
            if attempt == attempts:
                raise
            print(f"{error}, waiting", 100 * attempt, "ms")
            await asyncio.sleep(0.1 * attempt)
        finally:
            print("attempt", attempt, "is over")
        attempt += 1

async def main():
    print("loaded", await retry(5))

asyncio.run(main())
