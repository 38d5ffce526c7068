"""Loop plans, their people and their times: pure functions over frozen dataclasses."""
