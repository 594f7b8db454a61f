"""What people do with what ``claims`` knows.

- A claim's life: moves, as data; workflow, the one door, with given (what a move is
  made with), corrections, refusals, recusal, batches, retries and the .sql beside it.
- What a move leaves: models (rounds), readings, verdicts, replies, matches, and trail,
  which verification holds to what was written; feed, by which verdicts leave,
  webhooks, which ring for it, and claimreview, a verdict as markup.
- What waits, in which order: order. Second readings: blind; what a mention does for its
  claim: stances, corrected; how many speak for it: voices. merging and rechecking:
  what comes to a claim that people have read; afterwards: what follows a verdict.
- The desk: the folder desk (what a page shows) under admin (its pages); drafts,
  preferences, keys, presence, colleagues. api: the same over REST.
- A manager's numbers: the folder figures, under admin (its pages).
- names: what all that is called; roles; tasks, apps."""
