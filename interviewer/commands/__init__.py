"""What each command does, one noun a file; `interviewer.cli` puts them together."""
