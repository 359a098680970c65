"""The command `holdtrue`: one command per module."""
