"""Runs generated asyncio programs and writes down what they log: one JSON program per line in, one JSON result out.

A program defines an async function main(tag). It is run under a virtual clock until nothing is left to run. Its
transcript are the lines that it logged, and how main and the tasks in its slots ended.
"""

import asyncio
import contextvars
import gc
import json
import sys
import warnings

from situations import Situations
from virtual_clock import VirtualClockLoop

# A program that takes so much is no use as an example.
MOST_LINES = 400


class Failure(Exception):
    """What programs raise, and what can go wrong in them without being the scheduler's doing."""


class TaskGroup(asyncio.TaskGroup):
    """With the cancel() of Python 3.15."""

    if not hasattr(asyncio.TaskGroup, "cancel"):

        def cancel(self):
            if self._exiting and not self._tasks:
                return
            if not self._aborting:
                self._abort()
                if self._parent_task and not self._parent_cancel_requested:
                    self._parent_cancel_requested = True
                    self._parent_task.cancel()

        async def __aexit__(self, *error):
            await super().__aexit__(*error)
            # Errors that shall go on have been raised; what is left is the group's own cancellation.
            return True


class Slots(dict):
    """s.t3 is the task in slot 3, None while there is none."""

    __getattr__ = dict.get
    __setattr__ = dict.__setitem__


def show(value):
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return f"[{', '.join(map(show, value))}]"
    if not isinstance(value, BaseException):
        return str(value)
    if isinstance(value, asyncio.CancelledError):
        return f"Cancelled({value})" if str(value) else "Cancelled"
    if isinstance(value, TimeoutError):
        return "Timeout"
    if isinstance(value, Failure):
        return f"Failure({value})"
    if isinstance(value, BaseExceptionGroup):
        return f"Group{show(list(value.exceptions))}"
    if isinstance(value, (RuntimeError, ValueError)):
        return "Misuse"
    raise SystemExit(f"a program went wrong: {value!r}") from value


def present(*tasks):
    return [task for task in tasks if task]


def status(task):
    if not task:
        return "absent"
    if not task.done():
        return "pending"
    try:
        return f"{'cancelled' if task.cancelled() else 'done'} {show(task.result())}"
    except BaseException as error:
        return f"{'cancelled' if task.cancelled() else 'failed'} {show(error)}"


def run(source):
    """The transcript and the situations of a program; no transcript if it is too long."""
    loop = VirtualClockLoop()
    situations = Situations(loop, source)
    s = Slots()
    transcript = []
    over = False

    def log(tag, what, *values):
        if over:
            return
        transcript.append(" ".join([str(loop.now), tag, str(what), *map(show, values)]))
        if len(transcript) > MOST_LINES:
            loop.stop()

    def names(tasks):
        return [name for name in sorted(s, key=lambda name: int(name[1:])) if s[name] in tasks]

    def ends():
        yield "main", main
        yield from ((f"t{slot}", s[f"t{slot}"]) for slot in range(100) if s.get(f"t{slot}"))

    loop.set_exception_handler(lambda *_: None)
    program = {**globals(), "log": log, "s": s, "names": names}
    exec(compile(source, "<program>", "exec"), program)
    main = loop.create_task(program["main"]("main"))
    loop.run_forever()
    too_long = len(transcript) > MOST_LINES
    transcript += [f"{loop.now} {name} is {status(task)}" for name, task in ends()]
    over = True
    close(loop)
    return {"transcript": None if too_long else transcript, "situations": situations.seen()}


def close(loop):
    """Ends what still waits. Its finally blocks run, and want to wait again, and to start tasks in a loop: in this one."""
    loop.close()
    asyncio._set_running_loop(loop)
    for task in loop.tasks:
        while task.get_coro().cr_frame:
            try:
                task.get_coro().close()
            except BaseException:
                pass
    asyncio._set_running_loop(None)


def run_all(lines):
    """Yields a line of JSON for each."""
    sys.unraisablehook = lambda *_: None
    warnings.simplefilter("ignore")
    # Collected in the middle of a run, a task that nobody refers to would be closed there.
    gc.disable()
    for number, line in enumerate(lines):
        result = run(json.loads(line))
        if number % 50 == 0:
            gc.collect()
        yield json.dumps(result)


if __name__ == "__main__":
    for result in run_all(sys.stdin):
        print(result, flush=True)
