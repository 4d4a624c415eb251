"""From a question to an answer: saved queries and the forms their answers take."""
