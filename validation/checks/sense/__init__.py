"""Rules about sense: declarative suites of Great Expectations over small pandas views."""
