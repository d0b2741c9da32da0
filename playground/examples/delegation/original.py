def inner(name):
    first = yield name + " asks"
    second = yield name + " asks again, after " + str(first)
    return first + second

def outer():
    a = yield from inner("a")
    print("a gave", a)
    b = yield from inner("b")
    print("b gave", b)
    return [a, b]

talk = outer()
said = talk.send(None)
n = 1
try:
    while True:
        print(said)
        said = talk.send(n)
        n += 1
except StopIteration as stop:
    print("result", stop.value)
