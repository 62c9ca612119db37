"""One file per kind of thing that can happen: a person wrote, a message is owed, a time has come."""
