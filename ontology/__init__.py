"""What may be said: the terms, the shapes, the vocabularies, the IRIs and the nouns; imports nothing of ours."""
