"""What calls of a model will take, in a sentence. For the pages."""

from interviewer.improving.writing import Estimate


def said(estimate: Estimate) -> str:
    """Calls, tokens and, where the price is known, dollars."""
    calls = f"{estimate.calls} call{'' if estimate.calls == 1 else 's'}"
    tokens = f"about {estimate.tokens_in:,} tokens in and {estimate.tokens_out:,} out"
    if estimate.dollars is None:
        return f"{calls}, {tokens}; its price is not known."
    if estimate.dollars == 0:
        return f"{calls}, {tokens}, on this machine."
    return f"{calls}, {tokens}, about \\${estimate.dollars:.2f}."
