"""Loop plans and their people and times: pure functions over frozen dataclasses, no framework, no database."""
