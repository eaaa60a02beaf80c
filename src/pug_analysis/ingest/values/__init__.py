"""One value or one column of values: dates, numbers, codes, numbers of people, in every spelling."""
