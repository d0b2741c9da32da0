"""For files of small programs, each of which shows one rule of asyncio: @program runs it under its own virtual clock, and
prints what it logs below its title. Times are in units of one "second", which is a millisecond on the other side.
"""

import asyncio

from programs import Failure, TaskGroup, close, show, status
from virtual_clock import VirtualClockLoop

__all__ = ["Failure", "TaskGroup", "asyncio", "log", "program", "status"]


class Running:
    loop = None


def log(*values):
    if Running.loop:
        print(Running.loop.now, *map(show, values))


def program(title):
    def run(main):
        Running.loop = VirtualClockLoop()
        Running.loop.set_exception_handler(lambda *_: None)
        print(f"-- {title}")
        task = Running.loop.create_task(main())
        Running.loop.run_forever()
        log("main is", status(task))
        # What still waits is closed, and says nothing any more.
        loop, Running.loop = Running.loop, None
        close(loop)

    return run
