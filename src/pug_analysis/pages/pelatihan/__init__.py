"""Access to leadership training, participants, candidates, and promotion after training."""
