"""Runs a function in a process beside this one, so that two slow checks use two cores."""

import multiprocessing
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from typing import NoReturn, TypeVar

Result = TypeVar("Result")


def cores() -> int:
    """How many processes may run at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def beside(function: Callable[..., Result], *arguments: object) -> Callable[[], Result]:
    """Starts the function in a forked process and returns what waits for its result; an error is raised there.

    Where the system has no fork or only one core, or this process may start none, the function runs when its result is asked for.
    """
    if not hasattr(os, "fork") or cores() < 2 or multiprocessing.current_process().daemon:
        return partial(function, *arguments)
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_send, args=(sender, function, arguments), daemon=True)
    process.start()
    sender.close()

    def wait() -> Result:
        try:
            result, error = receiver.recv()
        except EOFError:
            raise RuntimeError("a process of the check was ended from outside") from None
        process.join()
        return _result(result, error)

    return wait


def in_turn(function: Callable[..., Result], all_arguments: Iterable[tuple], processes: int) -> list[Result]:
    """What the function gives for each of these arguments, in a process of its own that ends with all that it held; so many at once."""
    results, waiting = [], deque()
    for arguments in all_arguments:
        if len(waiting) == processes:
            results.append(waiting.popleft()())
        waiting.append(beside(function, *arguments))
    return results + [wait() for wait in waiting]


def at_once(wait: Callable[[], Result]) -> Callable[[], Result]:
    """Waits now, and returns what gives the result or raises the error."""
    return partial(_result, *_attempt(wait))


def leave(code: int) -> NoReturn:
    """Ends the process at once: to free all that was read, object by object, would take a tenth of a run."""
    for child in multiprocessing.active_children():
        child.terminate()
    with suppress(BrokenPipeError):
        sys.stdout.flush()
    os._exit(code)


def _send(sender, function: Callable, arguments: tuple) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who waits for the process is stopped, and ends it
    sender.send(_attempt(partial(function, *arguments)))


def _attempt(function: Callable[[], Result]) -> tuple[Result | None, Exception | None]:
    try:
        return function(), None
    except Exception as error:  # told in words, as not every error finds its way out of a process
        told = RuntimeError(f"{type(error).__name__}: {error}")
        told.__cause__ = error
        return None, told


def _result(result: Result, error: Exception | None) -> Result:
    if error is not None:
        raise error
    return result
