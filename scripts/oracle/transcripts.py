"""Runs whole Python programs under a virtual clock, and gives what they print: one JSON program per line in, one JSON text out.

A program calls asyncio.run() as it would anywhere. Only its time is another one: seconds that jump to the next timer.
"""

import asyncio
import contextlib
import io
import json
import sys

from virtual_clock import VirtualClockLoop


class SecondsLoop(VirtualClockLoop):
    """Time in seconds as asyncio has it; rounded, so that moments that are the same are equal."""

    def __init__(self):
        super().__init__()
        self._clock_resolution = 1e-7

    def select(self, timeout):
        super().select(timeout)
        self.now = round(self.now, 6)
        return []

    def call_at(self, when, *rest, **options):
        return super().call_at(round(when, 6), *rest, **options)


def run(main):
    """asyncio.run on that loop, which does not call the operating system and has nothing to shut down."""
    loop = SecondsLoop()
    task = loop.create_task(main)
    loop.run_forever()
    return task.result()


def printed(source):
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        exec(compile(source, "<program>", "exec"), {"__name__": "__main__"})
    return output.getvalue()


def print_all(lines):
    """Yields a line of JSON for each."""
    asyncio.run = run
    for line in lines:
        yield json.dumps(printed(json.loads(line)))


if __name__ == "__main__":
    for result in print_all(sys.stdin):
        print(result, flush=True)
