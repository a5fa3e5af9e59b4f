"""Every error raised on purpose. Anybody may import it.

MockInterviewerError            what, where, and what would mend it
├── KnowledgeError
│   ├── DocumentUnreadable      a file that is no document of questions and answers
│   ├── BankInvalid             a bank file that breaks the rules; file, line, field
│   ├── BankNotFound
│   ├── BankProtected           the built-in banks stay as they are
│   ├── ShelfTrouble            the folder of imported banks cannot be read or written
│   └── IndexTrouble
└── InterviewError
    ├── BadRequest              a count, topic, mode or answer that cannot be
    ├── InterviewNotFound
    ├── Conflict                the interview went on elsewhere; nothing was stored
    ├── OutOfOrder              an event that cannot follow the ones before it
    └── StorageTrouble          the database cannot be read or written
        ├── StorageFull
        ├── StorageReadOnly
        ├── StorageDamaged
        └── StorageNewer        written by a newer version of the program
"""

from knowledge.errors import (
    BankInvalid,
    BankNotFound,
    BankProtected,
    DocumentUnreadable,
    IndexTrouble,
    KnowledgeError,
    MockInterviewerError,
    ShelfTrouble,
)


class InterviewError(MockInterviewerError):
    """Something about an interview."""


class BadRequest(InterviewError):
    """What was asked for cannot be done; nothing was stored."""


class InterviewNotFound(InterviewError):
    """There is no interview of that id."""


class Conflict(InterviewError):
    """The interview went on elsewhere, in another tab or process; nothing was stored."""


class OutOfOrder(InterviewError):
    """An event that cannot follow the ones before it."""


class StorageTrouble(InterviewError):
    """The database cannot be read or written."""


class StorageFull(StorageTrouble):
    """No space is left where the data lies."""


class StorageReadOnly(StorageTrouble):
    """The data may not be written."""


class StorageDamaged(StorageTrouble):
    """The database file is not, or no longer, a database."""


class StorageNewer(StorageTrouble):
    """The database was written by a newer version of the program."""


__all__ = [
    "BadRequest",
    "BankInvalid",
    "BankNotFound",
    "BankProtected",
    "Conflict",
    "DocumentUnreadable",
    "IndexTrouble",
    "InterviewError",
    "InterviewNotFound",
    "KnowledgeError",
    "MockInterviewerError",
    "OutOfOrder",
    "ShelfTrouble",
    "StorageDamaged",
    "StorageFull",
    "StorageNewer",
    "StorageReadOnly",
    "StorageTrouble",
]
