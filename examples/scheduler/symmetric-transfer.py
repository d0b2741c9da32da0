END = ""


def transfer(coroutines, first):
    current = {name: start() for name, start in coroutines.items()}
    name, value = first, None
    while True:
        try:
            name, value = current[name].send(value)
        except StopIteration as end:
            return end.value


def reader():
    for character in "x**2 + y**2 = z**2 *":
        yield "squasher", character
    yield "squasher", END


def squasher():
    character = yield "reader", None
    while character != END:
        if character == "*":
            following = yield "reader", None
            if following == "*":
                yield "printer", "^"
            else:
                yield "printer", character
                character = following
                continue
        else:
            yield "printer", character
        character = yield "reader", None
    yield "printer", END


def printer():
    line = ""
    while True:
        character = yield "squasher", None
        line += character
        if len(line) == 8 or character == END:
            print(f"|{line}|")
            line = ""
        if character == END:
            return "all is printed"


print(transfer({"reader": reader, "squasher": squasher, "printer": printer}, "printer"))
