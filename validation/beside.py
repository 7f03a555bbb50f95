"""Runs a function in a process beside this one, so that two slow checks use two cores."""

import multiprocessing
import os
import signal
from collections.abc import Callable
from typing import TypeVar

Result = TypeVar("Result")


def cores() -> int:
    """How many processes may run at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def beside(function: Callable[..., Result], *arguments: object) -> Callable[[], Result]:
    """Starts the function in a forked process and returns what waits for its result; an error is raised there.

    Where the system has no fork or only one core, the function runs when its result is asked for.
    """
    if not hasattr(os, "fork") or cores() < 2:
        return later(function, *arguments)
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
        if error is not None:
            raise error
        return result

    return wait


def later(function: Callable[..., Result], *arguments: object) -> Callable[[], Result]:
    """What runs the function when its result is asked for."""
    return lambda: function(*arguments)


def _send(sender, function: Callable, arguments: tuple) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who waits for the process is stopped, and ends it
    try:
        sender.send((function(*arguments), None))
    except Exception as error:  # it is raised again where the result is waited for
        sender.send((None, RuntimeError(f"{type(error).__name__}: {error}")))
