import asyncio

actors = []


def actor(behave):
    mailbox = asyncio.Queue()
    actors.append(asyncio.create_task(behave(mailbox)))
    return mailbox.put_nowait


async def account(mailbox):
    balance = 100
    while True:
        order, amount, answer = await mailbox.get()
        if order == "close":
            return answer(balance)
        is_enough = amount <= balance
        await asyncio.sleep(0.010)
        if is_enough:
            balance -= amount
        answer(f"{amount} paid out" if is_enough else f"{amount} refused, there are {balance}")


async def ask(address, order, amount=None):
    answers = asyncio.Queue()
    address((order, amount, answers.put_nowait))
    return await answers.get()


async def customer(name, address, amount):
    print(f"{name} wants {amount}")
    print(f"{name}: {await ask(address, 'withdraw', amount)}")


async def main():
    address = actor(account)
    await asyncio.gather(
        asyncio.create_task(customer("Ann", address, 70)),
        asyncio.create_task(customer("Bob", address, 60)),
    )
    await customer("Cleo", address, 20)
    print(f"{await ask(address, 'close')} are left")


asyncio.run(main())
