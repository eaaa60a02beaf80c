"""What may pass: outputs, pages, texts and counts are checked before anything is published."""
