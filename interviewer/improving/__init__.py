"""A model's help with a bank: key points of a question, or an answer where there is none.

What it writes is checked before it counts, and names the model and prompt that wrote it.
"""
