"""How well names are linked across scripts, ours beside others."""
