"""Problems out of what users already have: solver models, files, networks, Pydantic classes."""
