"""One file per kind of thing that can happen: someone wrote, a message is owed, a time came."""
