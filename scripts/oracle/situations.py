"""What happens in a run, by name: who cancels a task, where it stands then, and what tasks wait for.

Seen from outside: the programs and asyncio are as they are. asyncio's own frames tell which of its functions a task is
in, and the program's syntax tree what its line is in the middle of.
"""

import ast
import asyncio
import inspect
import sys

PROGRAM = "<program>"

# Functions of asyncio that wait, by the name of their code.
WAITS = {
    "sleep": "sleep",
    "__sleep0": "sleep(0)",
    "Queue.get": "get",
    "Queue.put": "put",
    "Event.wait": "event",
    "Lock.acquire": "lock",
    "Semaphore.acquire": "semaphore",
    "TaskGroup._aexit": "end of group",
    "_wait": "wait",
    "_cancel_and_wait": "waitFor(0)",
    "shield": "shield",
}

# Those that wait by calling one of these.
WAITS_BY = {
    "Queue.join": "join",
    "_AsCompletedIterator._wait_for_one": "asCompleted",
}

# Functions of asyncio that cancel a task.
CANCELS = {
    "Timeout._on_timeout": "timeout",
    "TaskGroup._abort": "group",
    "TaskGroup._on_task_done": "failing child",
    "TaskGroup.cancel": "group.cancel",
    "TaskGroup._aexit": "group again",
    "_GatheringFuture.cancel": "gather",
    "ObservedTask.cancel": "awaiting task",
    "_cancel_and_wait": "waitFor(0)",
}


class Situations:
    def __init__(self, loop, source):
        self.loop = loop
        self.names = set()
        self.within = enclosing_of(source)
        self.cancelled = []
        loop.task_class = type("ObservedTask", (ObservedTask,), {"situations": self})
        loop.create_future = self.create_future

    def create_future(self):
        """asyncio makes a future when it has to wait."""
        waits = waiting_in([sys._getframe(2), sys._getframe(1)])
        if waits:
            self.names.add(f"waits: {waits}")
        return asyncio.Future(loop=self.loop)

    def cancel(self, task, caller):
        by = "program" if caller.f_code.co_filename == PROGRAM else CANCELS.get(caller.f_code.co_qualname, "other")
        places = ["finished"] if task.done() else self.places(task)
        self.names.add(f"cancel by {by}")
        self.names.update(f"cancel in {place}" for place in places)
        if by in ("timeout", "group", "program"):
            self.names.add(f"cancel by {by} in {places[0]}")
        if not task.done():
            if task.cancelling() > 0:
                self.names.add(f"cancel again by {by}")
            self.cancelled.append(task)

    def places(self, task):
        """What the task is waiting for, and then what statements that is inside of."""
        coroutine = task.get_coro()
        if inspect.getcoroutinestate(coroutine) == inspect.CORO_CREATED:
            return ["unstarted"]
        frames = []
        while hasattr(coroutine, "cr_frame") and coroutine.cr_frame:
            frames.append(coroutine.cr_frame)
            coroutine = coroutine.cr_await
        if hasattr(coroutine, "gi_frame") and coroutine.gi_frame:
            frames.append(coroutine.gi_frame)
        around = [name for frame in frames if frame.f_code.co_filename == PROGRAM for name in self.within.get(frame.f_lineno, ())]
        places = [self.innermost(task, frames)]
        for name in set(around):
            places.append(name)
            if name in ("timeout", "group") and around.count(name) > 1:
                places.append(f"nested {name}")
        return places

    def innermost(self, task, frames):
        if task is asyncio.current_task(self.loop):
            return "itself"
        if task._fut_waiter is not None and task._fut_waiter.done():
            return "already woken"
        waits = waiting_in(frames)
        if waits:
            return waits
        if task._fut_waiter is None:
            return "already woken"
        kind = type(task._fut_waiter)
        if issubclass(kind, asyncio.Task):
            return "task"
        return "gather" if kind.__name__ == "_GatheringFuture" else "shield"

    def seen(self):
        """The names, after the run."""
        for task in self.cancelled:
            if not task.done():
                self.names.add("cancel: still pending")
            elif not task.cancelled():
                self.names.add("cancel: caught")
        return sorted(self.names)


def waiting_in(frames):
    """What the innermost of these frames is waiting for, if it is asyncio's."""
    names = [frame.f_code.co_qualname for frame in frames[-2:]]
    return WAITS_BY.get(names[0]) or WAITS.get(names[-1])


class ObservedTask(asyncio.Task):
    situations = None

    def cancel(self, msg=None):
        self.situations.cancel(self, sys._getframe(1))
        return super().cancel(msg)


def enclosing_of(source):
    """Line → what it is in the middle of: timeout, group, lock, finally, except."""
    lines = {}

    def mark(name, statements):
        for statement in statements:
            for line in range(statement.lineno, statement.end_lineno + 1):
                lines.setdefault(line, []).append(name)

    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Try):
            mark("finally", node.finalbody)
            mark("try", node.body)
            for handler in node.handlers:
                mark("except", handler.body)
        if isinstance(node, ast.AsyncWith):
            header = ast.unparse(node.items[0].context_expr)
            name = "timeout" if "timeout" in header else "group" if "TaskGroup" in header else "held lock"
            mark(name, [node])
    return lines
