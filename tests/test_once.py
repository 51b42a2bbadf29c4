"""A thing that several threads want at the same time is made by one of them."""

from __future__ import annotations

from threading import Barrier, Thread
from time import sleep

from search.once import once


def test_threads_that_ask_at_once_get_the_one_that_is_made() -> None:
    made: list[str] = []

    @once
    def table(name: str) -> list[str]:
        made.append(name)
        sleep(0.05)  # others ask meanwhile
        return [name]

    together = Barrier(8)
    got: list[list[str]] = []

    def ask() -> None:
        together.wait()
        got.append(table("a"))

    threads = [Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made == ["a"]
    assert len({id(each) for each in got}) == 1 and len(got) == 8


def test_a_thing_may_need_another_that_is_made_once() -> None:
    @once
    def inner(name: str) -> str:
        return name * 2

    @once
    def outer(name: str) -> str:
        return inner(name) + "!"

    assert outer("a") == outer("a") == "aa!"
