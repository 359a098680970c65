"""LangChain attachment, policies, ledger, reports and command line."""
