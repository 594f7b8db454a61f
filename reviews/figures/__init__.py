"""A manager's numbers, each counted over the same rows that its page lists and its
export sends.

- What is asked: filters, read from an address by forms.
- What is answered: panels (every question, and the rows behind its numbers), agreement
  (and alpha), picks, event_log.
- How it is shown and sent: charts, exports."""
