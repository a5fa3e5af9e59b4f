"""Every error raised on purpose. Anybody may import it.

MockInterviewerError            what, where, and what would mend it
├── KnowledgeError
│   ├── DocumentUnreadable      a file that is no document of questions and answers
│   ├── BankInvalid             a bank file that breaks the rules; file, line, field
│   ├── BankNotFound
│   ├── BankProtected           the built-in banks stay as they are
│   ├── ShelfTrouble            the folder of imported banks cannot be read or written
│   ├── Stopped                 a long piece of work; what was done by then is kept
│   └── IndexTrouble
└── InterviewError
    ├── BadRequest              a count, topic, mode or answer that cannot be
    │   └── TooMuch             of what one user may take
    ├── InterviewNotFound
    ├── GroupNotFound           none of that code, or not yours to look into
    ├── Conflict                the interview went on elsewhere; nothing was stored
    ├── BackupTrouble           a backup that cannot be written, read or trusted
    ├── OutOfOrder              an event that cannot follow the ones before it
    ├── StorageTrouble          the database cannot be read or written
    │   ├── StorageFull
    │   ├── StorageReadOnly
    │   ├── StorageDamaged
    │   └── StorageNewer        written by a newer version of the program
    └── ModelTrouble            no whole reply could be had from the model
        ├── BadEndpoint         an address that is not called at all
        ├── Busy                too many requests, or overloaded; may say how long to wait
        ├── OutOfQuota
        ├── BadKey
        ├── UnknownModel
        ├── TooLong             the question with its answers exceeds what the model reads
        ├── Filtered            the provider's content filter stepped in
        ├── Unreachable
        ├── TimedOut
        ├── BrokenReply         cut, empty, or not what was asked for
        └── Refused             the model, or its server, will not do it
"""

from typing import TYPE_CHECKING

from knowledge.errors import (
    BankInvalid,
    BankNotFound,
    BankProtected,
    DocumentUnreadable,
    IndexTrouble,
    KnowledgeError,
    MockInterviewerError,
    ShelfTrouble,
    Stopped,
)

if TYPE_CHECKING:  # slow to import, and the command line needs only the errors
    from interviewer.rubric import Usage


class InterviewError(MockInterviewerError):
    """Something about an interview."""


class BadRequest(InterviewError):
    """What was asked for cannot be done; nothing was stored."""


class TooMuch(BadRequest):
    """More than one user may take just now; nothing was stored."""


class InterviewNotFound(InterviewError):
    """There is no interview of that id."""


class GroupNotFound(InterviewError):
    """There is no such group, or this person has no part in it."""


class Conflict(InterviewError):
    """The interview went on elsewhere, in another tab or process; nothing was stored."""


class OutOfOrder(InterviewError):
    """An event that cannot follow the ones before it."""


class BackupTrouble(InterviewError):
    """A backup cannot be written, or is none that can be restored."""


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


class ModelTrouble(InterviewError):
    """No whole reply could be had from the model; nothing was judged.

    `wait` is how many seconds it asked to be left alone, `usage` what the failed calls took;
    `passing` says that it may be over at once.
    """

    def __init__(  # noqa: PLR0913 - each a fact of its own, by keyword
        self,
        what: str,
        *,
        where: str = "",
        mend: str = "",
        wait: float | None = None,
        usage: "Usage | None" = None,
        passing: bool = False,
    ) -> None:
        super().__init__(what, where=where, mend=mend)
        self.wait = wait
        self.usage = usage
        self.passing = passing


class BadEndpoint(ModelTrouble):
    """The address, the key or the name of a model cannot be used; nothing was sent."""


class Busy(ModelTrouble):
    """The model takes no more requests for now."""


class OutOfQuota(ModelTrouble):
    """The account behind the key has nothing left to spend."""


class BadKey(ModelTrouble):
    """The key is missing, wrong, or not allowed to use this model."""


class UnknownModel(ModelTrouble):
    """The endpoint knows no model of that name, or nothing lies at its address."""


class TooLong(ModelTrouble):
    """The question with its answers is longer than the model can read."""


class Filtered(ModelTrouble):
    """The provider's content filter stopped the question or the reply."""


class Unreachable(ModelTrouble):
    """Nobody answers at the endpoint, or its server fails."""


class TimedOut(ModelTrouble):
    """The reply was not whole in time."""


class BrokenReply(ModelTrouble):
    """The reply was cut, empty, or not what was asked for."""


class Refused(ModelTrouble):
    """The model declined, or its server rejects the request."""


__all__ = [
    "BackupTrouble",
    "BadEndpoint",
    "BadKey",
    "BadRequest",
    "BankInvalid",
    "BankNotFound",
    "BankProtected",
    "BrokenReply",
    "Busy",
    "Conflict",
    "DocumentUnreadable",
    "Filtered",
    "GroupNotFound",
    "IndexTrouble",
    "InterviewError",
    "InterviewNotFound",
    "KnowledgeError",
    "MockInterviewerError",
    "ModelTrouble",
    "OutOfOrder",
    "OutOfQuota",
    "Refused",
    "ShelfTrouble",
    "Stopped",
    "StorageDamaged",
    "StorageFull",
    "StorageNewer",
    "StorageReadOnly",
    "StorageTrouble",
    "TimedOut",
    "TooLong",
    "TooMuch",
    "UnknownModel",
    "Unreachable",
]
