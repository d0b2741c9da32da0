"""An asyncio event loop whose time is a number that jumps to the next timer when nothing is left to do.

The loop is CPython's own. Replaced is what asks the operating system: the clock, and the selector, which is asked to
wait when there is nothing to run. A unit of time is one "second" of asyncio, and every time is a whole number of them,
so nothing is rounded.

Two orders that asyncio leaves open are pinned down, to one of those that it permits:
- timers that are due at the same time run in the order in which they were made (its heap is not stable);
- a set of tasks is gone through in the order in which they were put in (its sets go by address).
"""

import ast
import asyncio
import asyncio.base_events
import asyncio.events
import asyncio.taskgroups
import asyncio.tasks
import heapq
import inspect
import itertools
import sys


class TimerInOrder(asyncio.events.TimerHandle):
    made = itertools.count()

    def __init__(self, *args):
        super().__init__(*args)
        self.order = next(self.made)

    def __lt__(self, other):
        return (self._when, self.order) < (other._when, other.order)


class VirtualClockLoop(asyncio.base_events.BaseEventLoop):
    def __init__(self):
        super().__init__()
        self.now = 0
        self._selector = self
        # Timers are due within this much of the present: less than a unit, so those of the present and no other.
        self._clock_resolution = 0.5
        self.task_class = asyncio.Task
        # The loop itself refers to its tasks weakly.
        self.tasks = []
        self.set_task_factory(self.make_task)

    def make_task(self, loop, coroutine, **options):
        task = self.task_class(coroutine, loop=loop, **options)
        self.tasks.append(task)
        return task

    def time(self):
        return self.now

    def select(self, timeout):
        """What a selector does: wait for so long. With nothing to wait for, the run is over."""
        if timeout is None:
            self.stop()
        else:
            self.now += timeout
        return []

    def call_at(self, when, callback, *args, context=None):
        timer = TimerInOrder(when, callback, args, self, context)
        heapq.heappush(self._scheduled, timer)
        timer._scheduled = True
        return timer

    def _process_events(self, events):
        pass

    def _write_to_self(self):
        pass


class SetInOrder(dict):
    def __init__(self, items=()):
        super().__init__((item, None) for item in items)

    def add(self, item):
        self[item] = None

    def remove(self, item):
        del self[item]

    def discard(self, item):
        self.pop(item, None)


class SetsByName(ast.NodeTransformer):
    """{task for task in …} is no call that could be redirected: make it set(task for task in …)."""

    def visit_SetComp(self, node):
        return ast.Call(ast.Name("set", ast.Load()), [ast.GeneratorExp(node.elt, node.generators)], [])


def keep_order_of_tasks():
    tree = SetsByName().visit(ast.parse(inspect.getsource(asyncio.tasks._AsCompletedIterator)))
    exec(compile(ast.fix_missing_locations(tree), asyncio.tasks.__file__, "exec"), vars(asyncio.tasks))
    for module in (asyncio.tasks, asyncio.taskgroups):
        module.set = SetInOrder


keep_order_of_tasks()
if sys.version_info < (3, 13):
    raise SystemExit(f"asyncio of Python 3.13 or later is what is compared with, not that of {sys.version.split()[0]}")
