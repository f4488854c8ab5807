"""What a committee is: records, dates, names and numbers, on the standard library alone."""
