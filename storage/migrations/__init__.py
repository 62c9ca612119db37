"""The history of the tables, one step a file, and how a database is brought up to date."""
