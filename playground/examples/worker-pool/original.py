import asyncio

async def worker(name, jobs):
    count = 0
    while True:
        ms = await jobs.get()
        if ms is None:
            return f"{name} did {count}"
        print(name, "takes", ms)
        await asyncio.sleep(ms / 1000)
        print(name, "has done", ms)
        count += 1

async def main():
    jobs = asyncio.Queue(2)
    workers = [asyncio.create_task(worker(name, jobs)) for name in ["ada", "bob", "cy"]]
    for ms in [50, 30, 90, 25, 45, 10]:
        await jobs.put(ms)
        print("queued", ms)
    for _ in workers:
        await jobs.put(None)
    for said in await asyncio.gather(*workers):
        print(said)

asyncio.run(main())
