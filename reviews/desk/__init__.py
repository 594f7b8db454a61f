"""The desk: plain functions that read what the queue and the workspace show."""
