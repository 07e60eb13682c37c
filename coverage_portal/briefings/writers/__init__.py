"""One writer a format: `write(document, stamp) -> bytes`. Pure: equal documents and stamps give equal bytes."""
