"""How texts from other programs are cleaned, compared and made harmless on the way in and out."""

import re
import unicodedata

_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})
_CONNECTING = {"og", "and", "amp"}
_NOT_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Control characters but tab and line end, halves of characters, and what XML cannot hold."""
_COMMANDS = ("=", "+", "-", "@", "\t", "\r")
"""First characters that make a spreadsheet program run a text as a formula (OWASP, CSV injection)."""


def without_controls(text: str) -> str:
    """The text without characters that databases or XML refuse; nothing else changes."""
    return _NOT_TEXT.sub("", text)


def clean(text: str) -> str:
    """The text without control characters and outer spaces; accents as one character, line ends as \\n."""
    text = text.replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", without_controls(text)).strip()


def one_line(text: str) -> str:
    """The text with every run of spaces and line ends as one space."""
    return " ".join(text.split())


def key(text: str) -> str:
    """What remains for comparing: small letters and digits; ae = æ; no accents, punctuation or "and"."""
    letters = unicodedata.normalize("NFC", text).casefold().translate(_LETTERS)
    plain = "".join(c for c in unicodedata.normalize("NFKD", letters) if not unicodedata.combining(c))
    return " ".join(word for word in re.findall(r"[^\W_]+", plain) if word not in _CONNECTING)


def is_command(text: str) -> bool:
    """Whether a spreadsheet program could take the text for a formula."""
    return text.startswith(_COMMANDS)


def harmless(text: str) -> str:
    """The text as a spreadsheet program shows but never runs it: with an apostrophe before it where needed."""
    return f"'{text}" if is_command(text) else text


def without_apostrophe(text: str) -> str:
    """The text as it was before `harmless`."""
    return text[1:] if text.startswith("'") and is_command(text[1:]) else text
