"""Each capability that copies personal parts is asked to forget them."""

from importlib import import_module
from pathlib import Path

import app
from app.factory import FORGETTERS


def test_every_capability_that_can_forget_is_asked_to():
    folder = Path(app.__file__).parent
    modules = [import_module(f"app.{path.parent.name}.erasing") for path in sorted(folder.glob("*/erasing.py"))]
    able = {module.forget for module in modules if hasattr(module, "forget")}
    assert len(able) > 1
    assert set(FORGETTERS) == able
