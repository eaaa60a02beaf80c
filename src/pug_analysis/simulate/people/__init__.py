"""The people of the simulated regency, their careers, and the law that they follow."""
