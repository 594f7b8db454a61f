"""The same claim elsewhere, over all that is stored: the database side of matching.

By words: sketches, retellings. By meaning: meanings, comparing, by_source; behind for
what was stored without. links joins both, whole batches in one statement each. Which
claims the statements of a source go to: leads; which may say the opposite: opposing;
which mentions are one voice: origins."""
