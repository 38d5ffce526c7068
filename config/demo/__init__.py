"""The demo: the main job on sample documents, through the operations and the worker of daily use."""
