"""Commands that a person runs: curate, publish and prove."""
