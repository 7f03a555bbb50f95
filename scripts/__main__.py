"""`python -m scripts COMMAND [...]`."""

from scripts.cli import main
from validation.beside import leave

leave(main())
