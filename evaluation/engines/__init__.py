"""Speed of the engines: what Diwan's wall costs over bare tantivy-py, and Whoosh against Tantivy."""
