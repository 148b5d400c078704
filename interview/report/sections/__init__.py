"""The parts documents are made of. They place text and figures; `drawing` writes them."""
