import asyncio

queue = asyncio.Queue(2)


def now():
    return round(asyncio.get_running_loop().time() * 1000)


async def produce(count):
    for item in range(1, count + 1):
        await asyncio.sleep(0.010)
        await queue.put(item)
        print(f"{now()} ms: item {item} is in the queue")


async def consume(name):
    try:
        while True:
            item = await queue.get()
            print(f"{now()} ms: {name} takes item {item}")
            await asyncio.sleep(0.045)
            queue.task_done()
    finally:
        print(f"{now()} ms: {name} goes home")


async def main():
    consumers = [asyncio.create_task(consume(name)) for name in ["Ann", "Bob"]]
    await produce(7)
    await queue.join()
    for consumer in consumers:
        consumer.cancel()
    await asyncio.gather(*consumers, return_exceptions=True)


asyncio.run(main())
