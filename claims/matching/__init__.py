"""The same claim elsewhere: how alike two sentences are, and where they differ.

Which file answers which question; nothing here is stored or looked up.

- Do two sentences have the same words? similarity, which also takes them apart.
- Do they mean the same, in whatever language? meaning lays words beside each other;
  pairs weighs its signs: same, maybe or different (pairs.json holds the weights).
  How likely what was not linked is the same all the same: unlinked.
  What forbids a link: doubts, with names and german_names for whom each names.
  A part that both say: shared_clauses, quoted_core, cut by clauses.
- Which claim does a sentence go to, where several are like it? grouping.
- Do two tellings of one claim contradict each other? conflicts, which asks amounts and
  calendar (figures and dates), reference and subjects (is it of another?), doers (who
  did it to whom) and negation (with acts and plain_acts, the verbs; denials, what is
  called untrue; begun, which verbs may stand there).
- What contradicts, even where it is hardly one claim? oppositions.
- Do any two statements agree, contradict, or neither? judging: by rules (the above and
  plain_wording), and by small networks (judging_model) that weigh judging_signs, among
  them ground (is it of one thing?) and arithmetic (which figures follow from others).
- What does one tell that the other leaves out? untold.
- Do two texts go back to one origin? passages finds what they share, copies says what
  that is, origins whether two mentions are one voice.
- Which checked claims is a text about? retrieval, by the fine encoder.

languages has the little that is known of English and German."""
