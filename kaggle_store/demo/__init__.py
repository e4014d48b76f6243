"""The main job in one command: an agent's whole life, stored and read back typed."""
