"""The same claim elsewhere: how alike two sentences are, and where they differ.

Nothing here is stored or looked up. Each folder asks only those above it here.

- sense: do two sentences have the same words, do they mean the same?
- conflicts: do two tellings of one claim contradict each other?
- judging: do any two statements agree, contradict, or neither?
- same: is it one claim, and which does a sentence go to?
- origins: do two texts go back to one origin?

Which checked claims is a text about? retrieval, by the fine encoder."""
