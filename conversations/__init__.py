"""What the bot asks and says: the engine, the conversations, the messages and their wording."""
