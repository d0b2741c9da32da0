import asyncio

async def alarm(name, ms):
    print(name, "sleeps")
    await asyncio.sleep(ms / 1000)
    print(name, "wakes")
    await asyncio.sleep(0)
    print(name, "gave the others a turn")

async def main():
    tasks = [asyncio.create_task(alarm(name, ms)) for name, ms in [("late", 300), ("early", 100), ("between", 200)]]
    print("main goes first")
    for task in tasks:
        await task
    print("all are awake")

asyncio.run(main())
