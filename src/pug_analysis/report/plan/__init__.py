"""What a report consists of: notebooks, their parameters, and the periods it reads."""
