"""The parts of the window's frame: each looks after one thing."""
