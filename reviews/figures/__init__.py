"""A manager's numbers, each counted over the same rows that its page lists and its
export sends.

- What is asked: filters, read from an address by forms.
- What is answered: open_work, decided, lasting, picks, agreement (and alpha), people;
  rows, how their rows are told, and panels, all of it by name; event_log.
- How it is shown and sent: charts, exports, archive."""
