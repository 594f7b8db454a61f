"""What a text is made of. Where does a sentence end, in which language? sentences,
endings. Quotation marks: quotes; clauses and their words: clauses; names of people and
places: names, and what is written large: capitals. glimpses is one cheap look at a
sentence before any rule is tried on it; wordlists how lists of words are written."""
