"""What a register of the office is declared with; the registers themselves are in ``ingest.registers``."""
