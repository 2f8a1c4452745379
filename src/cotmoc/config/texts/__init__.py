"""What the commands answer: lines for people, JSON for programs, drawings."""
