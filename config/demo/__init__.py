"""The demo: the main job on sample documents, through the same operations and the same worker as in daily use."""
