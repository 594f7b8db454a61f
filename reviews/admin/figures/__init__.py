"""The dashboard's figures made ready for the page: shapes (what each is made of) and
earlier (the days before), then one file for each group of them: now, decided, times,
picks, agreement, lasting, people."""
