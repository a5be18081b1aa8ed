"""Names that the face shares."""

from pathlib import Path

DOMAIN = "slm_conversation"
TITLE = "SLM Conversation"

SUBENTRY_CONVERSATION = "conversation"
CONF_ASK_FIRST = "ask_first"
CONF_REPLY_STYLE = "reply_style"
CONF_HAND_ON = "hand_on"

LANGUAGES = ["en", "ko"]

MODEL_DIRECTORY = Path(__file__).parent / "model"
