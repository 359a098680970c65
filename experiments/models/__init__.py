"""Language models: the embedded one, any hosted one, and a scripted one for tests."""

from holdtrue.experiments.models.model import Model
from holdtrue.experiments.models.resolve import EMBEDDED, resolve
from holdtrue.experiments.models.scripted import Answers, ScriptedChatModel

__all__ = ["EMBEDDED", "Answers", "Model", "ScriptedChatModel", "resolve"]
