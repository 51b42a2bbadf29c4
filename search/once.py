"""What is made once for all threads of a process: who wants it while it is made waits for it.

`functools.cache` alone has every thread make it that asks before the first is done: thirty requests to a server that
has just started loaded the same tables thirty times, and were answered after ten seconds.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, wraps
from threading import RLock
from typing import Any, TypeVar, cast

F = TypeVar("F", bound=Callable[..., Any])
#: One for everything, as a thing may need another that is made so.
_MAKING = RLock()


def once(make: F) -> F:
    """A function that makes a thing once for each of its arguments, which are hashable, and gives that one after."""
    made = cache(make)

    @cache  # without the lock, once it is there
    def get(*asked: Any) -> Any:
        with _MAKING:
            return made(*asked)

    return cast(F, wraps(make)(get))
