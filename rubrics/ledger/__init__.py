"""The ledger: an append-only, hash-chained event log. Write with `rubrics.ledger.chain.record`."""
