def average():
    total = 0
    count = 0
    current = lambda: 0 if count == 0 else total / count
    while count < 4:
        total += yield current()
        count += 1
    return current

averaging = average()
averaging.send(None)
for n in [10, 20, 60]:
    print("average", averaging.send(n))
try:
    averaging.send(30)
except StopIteration as stop:
    print("in the end", stop.value())
