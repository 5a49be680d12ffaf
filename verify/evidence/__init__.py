"""Source documents and reference tables: what a text is held against besides itself."""
