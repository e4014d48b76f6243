"""Claim work under a lease, renew the lease while the work runs, and release it."""
