"""Words that speak about anything at all: they neither identify a key point nor give one away."""

from functools import cache

from knowledge.words import stems

_WORDS = """
    able add answer apart area ask assume basically begin bit call case cause certain change check
    come common compare concrete condition consider decide describe difference different easy
    effect else end example exist expect explain fact far find first follow general give go good
    great happen hear heard help hold idea imagine important keep kind know last later lead like
    look lot made main mainly make matter mean mention mind moment move name need new next normal
    noted now number order part particular place point possible practice precisely problem project
    put question real reason rest result right said say see seen sense show simple single situation
    start stay step stuff suppose take talk tell term thank thing think time topic true try turn
    type typical understand use used useful usual want way well word work wrong
"""


@cache
def plain_stems() -> frozenset[str]:
    """The stems of all plain words."""
    return stems(_WORDS)
