"""Is it one claim? pairs weighs the signs: same, maybe or different (pairs.json holds
the weights); how likely what was not linked is the same all the same: unlinked. What
forbids a link: doubts. A part that both say: shared_clauses, quoted_core; what one
tells that the other leaves out: untold. Which of several claims: grouping."""
