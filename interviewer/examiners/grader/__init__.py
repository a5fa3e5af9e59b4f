"""The trained grader: what becomes of a reference, or of a key point, in an answer.

The offline examiner and `grade` use it; `training/` makes its weights.
"""
