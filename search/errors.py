"""What can go wrong, as a code, its values and an HTTP status; English words here, other languages in web/."""

from __future__ import annotations

from functools import partial
from typing import ClassVar


class DiwanError(Exception):
    """Root of all errors a person should see: `message` says what and why, `hint` the next thing to do."""

    code: ClassVar[str] = "error"
    status: ClassVar[int] = 500
    template: ClassVar[str] = "{reason}"
    advice: ClassVar[str] = ""

    def __init__(self, **values: object) -> None:
        self.values = values
        super().__init__(self.message)

    def __reduce__(self) -> tuple[object, ...]:
        """How an error crosses from one process to another: by its values."""
        return partial(type(self), **self.values), ()

    @property
    def message(self) -> str:
        """What happened, in English."""
        return self.template.format_map(self.values)

    @property
    def hint(self) -> str:
        """What to do next, in English; "" where there is nothing to advise."""
        archive = str(self.values.get("archive", ""))
        whole = f'"{archive}"' if " " in archive else archive  # in a command that is copied
        return self.advice.format_map({**self.values, "archive": whole})


class BadParameter(DiwanError):
    """A parameter of a request is unknown or has a value outside its rule."""

    code = "bad-parameter"
    status = 400
    template = "{name}={value!r}: {rule}"
    advice = "{hint}"


class BadQuery(DiwanError):
    """A query goes beyond a limit."""

    code = "bad-query"
    status = 400
    template = "The query has {found} {what}; at most {limit} are searched."
    advice = "Shorten the query, or split it in several."


class NotFound(DiwanError):
    """There is no such thing."""

    code = "not-found"
    status = 404
    template = "There is no {what} {value!r}."
    advice = "It may have been removed; search for it again."


class NoSuch(NotFound):
    """The same, of what a command was given: `hint` says where to look."""

    advice = "{hint}"
    #: The hint for a path.
    PATH: ClassVar[str] = "Check how its path is written, and that you may read it."


class ArchiveMissing(DiwanError):
    """The folder holds no archive."""

    code = "archive-missing"
    status = 503
    template = "There is no archive in {archive!r}."
    advice = "Make one: python -m indexer --archive {archive} add FOLDER"


class ArchiveStale(DiwanError):
    """The archive was made by other analyzers than this program's."""

    code = "archive-stale"
    status = 503
    template = "The archive in {archive!r} was made by other analyzers ({found}) than this program's ({expected})."
    advice = "Rebuild it: python -m indexer --archive {archive} rebuild"


class ArchiveDamaged(DiwanError):
    """A file of the archive is not what was written."""

    code = "archive-damaged"
    status = 503
    template = "The archive is damaged: {what}: {reason}"
    advice = "See what is damaged: python -m indexer verify; mend it: python -m indexer rebuild"


class ArchiveBusy(DiwanError):
    """Another process is writing to the archive."""

    code = "archive-busy"
    status = 503
    template = "Another process is writing to the archive in {archive!r}."
    advice = "Wait until it has finished, then try again."


class DiskRefuses(DiwanError):
    """The archive's disk is full, or cannot be written to."""

    code = "disk-refuses"
    status = 503
    template = "The archive in {archive!r} cannot be written to: {reason}."
    advice = "What was committed is kept. Make room or allow writing (readers need it for a lock file), then try again."


class EngineDown(DiwanError):
    """The engine does not answer."""

    code = "engine-down"
    status = 503
    template = "The engine {engine!r} does not answer: {reason}"
    advice = "Check that it runs, then try again."


class EngineRefuses(DiwanError):
    """The engine answers, and does not do what it is asked to."""

    code = "engine-refuses"
    status = 503
    template = "The engine {engine!r} refuses: {reason}"
    advice = "{hint}"


class BadCursor(DiwanError):
    """A cursor was not made by this archive, or for another query."""

    code = "bad-cursor"
    status = 400
    template = "The cursor {value!r} does not belong to this search."
    advice = "Start again from the first page."


class Unreadable(DiwanError):
    """A file cannot be read as an article."""

    code = "unreadable"
    status = 422
    template = "{source}: {reason}"
    advice = "{hint}"


class NotDecided(DiwanError):
    """What somebody decided about an entity makes no sense as things are."""

    code = "not-decided"
    status = 409
    template = "That cannot be decided: {reason}."
    advice = "{hint}"


class NotThisMachine(DiwanError):
    """Another machine asks, or a name that is not this machine's, while there are no users."""

    code = "not-this-machine"
    status = 403
    template = "This archive answers only the machine it is on."
    advice = "Its owner can add users (python -m indexer users add) or open it to everybody (DIWAN_ACCESS=public)."


class SignInNeeded(DiwanError):
    """An outsider asks for what only users may see, or a token is not good."""

    code = "sign-in-needed"
    status = 401
    template = "Only those who are signed in may see this."
    advice = "People sign in at /sign-in; a script sends its token, as Authorization: Bearer TOKEN."


class NotEncrypted(DiwanError):
    """A password would travel where others on the network can read it."""

    code = "not-encrypted"
    status = 403
    template = "This connection is not encrypted, so no password is taken over it."
    advice = "Use an address that begins with https://; behind a proxy, DIWAN_PROXIES says that it is one."


class MayNotChange(DiwanError):
    """Something would be changed by somebody who may only read."""

    code = "may-not-change"
    status = 403
    template = "Only those who are signed in may change this."
    advice = ""


class FormStale(DiwanError):
    """A form came without its token, or with one of another session: perhaps another site sent it."""

    code = "form-stale"
    status = 400
    template = "This form is out of date, and nothing was changed."
    advice = "Load the page again, then send the form again."
