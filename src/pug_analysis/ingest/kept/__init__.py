"""What is kept of a period: tables, accounts of rows and people, workbooks for the data officer."""
