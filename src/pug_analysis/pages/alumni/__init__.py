"""Who is promoted after leadership training, and beside whom."""
