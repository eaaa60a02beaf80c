"""One module per question of the reports: tables of numbers, before anything is displayed."""
