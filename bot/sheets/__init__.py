"""Writing tables to files that offices open: a sheet, a list for other programs, a map."""
