"""One kind of trouble each: a detector reads a hand-off and yields findings."""
