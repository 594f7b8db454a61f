"""The same claim elsewhere: how alike two sentences are, and where they differ."""
