"""How many of how many: shares, odds, many small groups beside one share, spread over categories."""
