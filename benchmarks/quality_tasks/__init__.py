"""What is measured, one module a part of the judgement; each names its TASKS."""
