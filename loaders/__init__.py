"""From a document to facts."""
