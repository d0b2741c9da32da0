def coroutine(limit):
    for i in range(1, limit):
        from_user = yield i
        print("Sent from user to generator", from_user)

c = coroutine(4)
from_generator = c.send(None)
print("From generator", from_generator)
try:
    while True:
        from_generator = c.send("A")
        print("From generator", from_generator)
except StopIteration:
    print("reaching the end")
