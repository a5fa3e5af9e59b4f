"""Every error of the model's client, mapped to the project's own in one place."""

from interviewer.errors import ModelTrouble


def trouble(error: Exception) -> ModelTrouble:
    """What that foreign error means to a candidate; never holds a key."""
    raise NotImplementedError
