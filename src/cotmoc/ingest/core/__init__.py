"""The pure reading side: files to rows, rows to drafts, and what is to be said about them."""
