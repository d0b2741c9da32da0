import asyncio

async def good(name, ms):
    await asyncio.sleep(ms / 1000)
    print(name, "is ready")
    return name

async def bad():
    await asyncio.sleep(0.01)
    raise ValueError("x")

def shown(result):
    return "error " + str(result) if isinstance(result, Exception) else result

async def main():
    results = await asyncio.gather(good("slow", 30), bad(), good("quick", 20), return_exceptions=True)
    for result in results:
        print("result:", shown(result))
    try:
        await asyncio.gather(bad(), good("other", 20))
    except ValueError as error:
        print("gather failed:", error)
    await asyncio.sleep(0.05)
    print("main is done")

asyncio.run(main())
