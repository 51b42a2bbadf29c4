"""The register of people, places and organisations: what they are called in each language, and who is part of whom."""

from search.register.labels import IN_LATIN, fold, label
from search.register.register import Known, Name, Register, is_own

__all__ = ["IN_LATIN", "Known", "Name", "Register", "fold", "is_own", "label"]
