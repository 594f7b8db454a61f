"""What people do, over the API: claims and the moves on them; verdicts to sync."""
