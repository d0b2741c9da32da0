def numbers(limit):
    for n in range(limit):
        print("make", n)
        yield n

def where(items, test):
    for item in items:
        if test(item):
            yield item

def map_(items, change):
    for item in items:
        yield change(item)

for n in map_(where(numbers(7), lambda n: n % 2 == 0), lambda n: n * n):
    print("got", n)
