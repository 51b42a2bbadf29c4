"""A short seeded part of `python -m evaluation.crash`."""

from evaluation.crash import run


def test_killed_at_random_moments_the_archive_is_whole() -> None:
    assert run(kills=3, seed=7, documents=60, tell=lambda line: None) == 3
