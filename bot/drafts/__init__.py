"""Reading drafts that were sent as files, in a bounded child process: they come from strangers."""
