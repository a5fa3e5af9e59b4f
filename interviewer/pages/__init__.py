"""What the candidate sees: one thin view a page, drawn from the events each time."""
