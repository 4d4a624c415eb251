"""Who is in which industry and what parks are for; where industries are and how they hang together."""
