"""The register of people, places and organisations: what they are called in each language, and who is part of whom."""

from search.register.known import Known, Name, Perhaps, is_own
from search.register.labels import IN_LATIN, fold, label
from search.register.register import Register

__all__ = ["IN_LATIN", "Known", "Name", "Perhaps", "Register", "fold", "is_own", "label"]
