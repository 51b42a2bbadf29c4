"""Every promise of an engine, on three nodes."""

from tests.conformance import *  # noqa: F403 - the promises, one test each
