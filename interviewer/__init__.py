"""The interview: what is asked, how answers are judged, what is kept and what is reported."""

__version__ = "0.1.0"
