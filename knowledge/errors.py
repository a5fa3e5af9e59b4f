"""The root of every error this product raises on purpose, and those of the knowledge room.

The whole tree is drawn in `interviewer/errors.py`.
"""


class MockInterviewerError(Exception):
    """What happened, where, and what would mend it; each is a sentence a user can read."""

    def __init__(self, what: str, *, where: str = "", mend: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.mend = mend

    def __str__(self) -> str:
        where = f"{self.where}: " if self.where else ""
        mend = f" {self.mend}" if self.mend else ""
        return f"{where}{self.what}{mend}"


class KnowledgeError(MockInterviewerError):
    """Something about a document, a bank or the index."""


class DocumentUnreadable(KnowledgeError):
    """A file cannot be read as a document of questions and answers."""


class BankInvalid(KnowledgeError):
    """A bank file breaks the rules of a bank; `where` is file, line and field."""


class BankNotFound(KnowledgeError):
    """No bank of that name is on the shelf."""


class BankProtected(KnowledgeError):
    """A built-in bank can be neither replaced nor removed."""


class ShelfTrouble(KnowledgeError):
    """The folder of imported banks cannot be read or written."""


class Stopped(KnowledgeError):
    """A long piece of work was stopped by its user; what is done by then is kept."""


class IndexTrouble(KnowledgeError):
    """The index cannot be read or written, and could not be mended by itself."""
