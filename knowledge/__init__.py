"""What can be asked: questions, the documents they are read from, and the index that finds them."""
