"""Where things lie in the repository, and how Home Assistant finds both folders of custom integrations."""

from pathlib import Path
import sys

ROOT = Path(__file__).resolve().parents[2]
DEMO_HOME = ROOT / "tests" / "homes" / "demo.yaml"


def make_importable() -> None:
    """Let ``custom_components`` be the product's folder and the tests' one: a namespace package over two paths."""
    for folder in (ROOT / "tests", ROOT):
        if str(folder) not in sys.path:
            sys.path.insert(0, str(folder))
