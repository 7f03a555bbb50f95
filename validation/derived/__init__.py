"""What every derived file must be, computed from the curated tables; the build writes it, the check compares."""
