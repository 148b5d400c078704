"""One script a claim, with the peer it is compared with in the same run."""
