"""``python -m pug_analysis`` is the command line."""

from pug_analysis.cli import main

if __name__ == "__main__":
    main()
