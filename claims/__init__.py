"""What we know: Sources, Claims, where they are stated. Asks nothing of ``reviews``.

- models: the tables. ingest: how a Source comes in.
- extraction and matching: the judgement, pure. encoders and fine_encoder: sentences as
  vectors, without the names that insertions puts behind pronouns for a reader.
- A worker's run: tasks (woken by doorbell), extracting, backlog (what waits); filings
  become rows in storing, with rows and arrays. linking: the same claim elsewhere, over
  all that is stored.
- Read again: rereading, by a newer extractor; versions, where a newer text came
  (anchoring, sameness, surroundings).
- Mentions against their claim: against, partial, differences; places and beside for
  what somebody points at.
- Readers: marks, leaning (on the sentence before), recorded, search and search_query,
  checked (was this checked before?), preview (the whole judgement, nothing stored);
  api, admin, apps, checks."""
