"""Relays, models and documents that measure how errors accumulate."""
