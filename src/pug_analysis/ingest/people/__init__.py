"""What all people of all files together tell: namesakes, doubles, fingerprints."""
