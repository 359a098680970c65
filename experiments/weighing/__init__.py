"""Fits the weights of `holdtrue.checks.suspicion` to labelled hand-offs, and measures them on documents left out."""
