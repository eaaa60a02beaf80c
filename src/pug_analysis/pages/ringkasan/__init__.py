"""Five questions of the Pokja, answered from released tables."""
