def sum_():
    total = 0
    while True:
        term = yield total
        if term is None:
            return total
        total += term

adding = sum_()
adding.send(None)
for term in [1, 2, 3]:
    print("so far", adding.send(term))
try:
    adding.send(None)
except StopIteration as stop:
    print("done", "true", "value", stop.value)
