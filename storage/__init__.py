"""The only home of the database: tables, one file per subject, and the keys kept apart."""
