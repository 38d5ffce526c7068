"""How long the thinking takes, measured on this machine: `make bench`."""
