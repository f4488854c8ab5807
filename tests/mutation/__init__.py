"""Mutation testing: small faults are put into the rules one by one, and some test must notice each.

Our own, since the tools that were tried name tests by their ids, and ours are Japanese.
"""
