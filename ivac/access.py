"""Who may do what: join codes, keys, and what an installation needs before it serves others.

On this machine nobody is asked. Served to a network, a plan opens to its key link or to somebody who has signed in;
a participant has a place, which opens that person's own answers alone. Keys and places are random and long, so a
plain hash keeps them; a join code is short, so its hash is keyed with the installation's own secret.
"""

import hashlib
import hmac
import ipaddress
import re
import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from ivac.faults import Code, Refused

CODE_ALPHABET = "3479ACEFHJKMNPRTWXY"
"""No 0 O D Q, 1 I L, 2 Z, 5 S, 6 G, 8 B, U V: what a projector, a bad hand or a bad eye confuses."""
CODE_LENGTH = 6
KEY_BYTES = 16

WRONG_CODES = 60
"""How many wrong codes one address may try within `TRY_MINUTES`: a room of forty behind one router mistypes, too."""
WRONG_CODES_IN_ALL = 300
"""How many all addresses together may try: guessing one of 47 million codes then takes years."""
TRY_MINUTES = 10


def new_key() -> str:
    """A fresh secret of 128 bits, for a key link or a participant's place."""
    return secrets.token_urlsafe(KEY_BYTES)


def fingerprint(key: str) -> str:
    """What is stored of a key: enough to know it again, useless to whoever reads the database."""
    return hashlib.sha256(key.encode()).hexdigest()


def join_code(secret: str, workshop_id: str, number: int) -> str:
    """The workshop's join code; `number` counts its codes, so that a new one replaces the old."""
    digest = hmac.digest(secret.encode(), f"code {workshop_id} {number}".encode(), "sha256")
    value = int.from_bytes(digest, "big")
    letters = []
    for _ in range(CODE_LENGTH):
        value, place = divmod(value, len(CODE_ALPHABET))
        letters.append(CODE_ALPHABET[place])
    return "".join(letters)


def code_fingerprint(secret: str, code: str) -> str:
    """What is stored of a join code; without the installation's secret nobody can try all codes against it."""
    return hmac.digest(secret.encode(), f"join {code}".encode(), "sha256").hex()


def caller_fingerprint(secret: str, address: str) -> str:
    """What is stored of a caller's address when wrong codes are counted: no address, no person."""
    return hmac.digest(secret.encode(), f"caller {address}".encode(), "sha256").hex()


def typed_code(text: str) -> str:
    """A join code as people type it: any case, spaces and dashes; raises `Refused` when it cannot be one."""
    code = re.sub(r"[\s\-–.]", "", text).upper()
    if len(code) != CODE_LENGTH or any(letter not in CODE_ALPHABET for letter in code):
        raise Refused.because(Code.CODE_SHAPE, length=CODE_LENGTH, letters=CODE_ALPHABET)
    return code


@dataclass(frozen=True)
class Rights:
    """What a visitor may plan and facilitate: everything, or these plans (by id).

    `collections` (by id) open to be looked at and changed; `reads` are the ids of keys that take a plan into them.
    """

    everything: bool = False
    plans: frozenset[str] = frozenset()
    collections: frozenset[str] = frozenset()
    reads: frozenset[str] = frozenset()

    @property
    def any(self) -> bool:
        """Whether there is anything that the visitor may open."""
        return self.everything or bool(self.plans or self.collections or self.reads)

    def require(self, plan_id: str) -> None:
        """Raise `Refused` unless the visitor may open this plan."""
        if not self.everything and plan_id not in self.plans:
            raise Refused.because(Code.KEY_NEEDED)

    def require_collection(self, collection_id: str) -> None:
        """Raise `Refused` unless the visitor may open this collection."""
        if not self.everything and collection_id not in self.collections:
            raise Refused.because(Code.KEY_NEEDED)

    def require_everything(self) -> None:
        """Raise `Refused` unless the visitor may begin plans and see them all."""
        if not self.everything:
            raise Refused.because(Code.KEY_NEEDED)


def serves_others(address: str | None, public_url: str | None) -> bool:
    """Whether others can reach the server: by its own address (None is every interface) or through a proxy."""
    if public_url:
        return True
    if address == "localhost":
        return False
    try:
        return address is None or not ipaddress.ip_address(address).is_loopback
    except ValueError:
        return True


def require_guarded(address: str | None, public_url: str | None, keys: int, sign_in: bool, allowed: str) -> None:
    """Refuse to serve others while nothing asks who they are; raises `Refused` with what to set."""
    if not serves_others(address, public_url):
        return
    if sign_in and not allowed.strip():
        raise Refused.because(Code.SIGN_IN_OPEN)
    if not sign_in and keys == 0:
        raise Refused.because(Code.OPEN_TO_NETWORK, address=public_url or address or "*")


def may_sign_in(user: Mapping[str, object], allowed: str) -> bool:
    """Whether a signed-in person is among the allowed e-mail addresses and @domains (comma-separated)."""
    if str(user.get("email_verified")).casefold() == "false":  # some providers say it in letters
        return False
    address = str(user.get("email") or user.get("preferred_username") or "").casefold()
    wanted = {part.strip().casefold() for part in allowed.split(",")} - {""}
    name, at, domain = address.rpartition("@")
    return bool(name and domain) and (address in wanted or at + domain in wanted)


def checked_public_url(url: str | None) -> str | None:
    """The address that people reach the installation by, without a slash at its end; raises ValueError."""
    if not url:
        return None
    url = url.strip()
    parts = urlsplit(url)
    wrong = parts.query or parts.fragment or re.search(r"\s", url) or parts.port == 0  # a port that is none raises
    if parts.scheme not in ("http", "https") or not parts.hostname or wrong:
        raise ValueError("write it like https://workshop.example.dk")
    return url.rstrip("/")


KEY_COOKIE = "ivac_keys"
KEYS_IN_COOKIE = 12
"""How many plans' keys one browser keeps; the oldest gives way."""


def keys_in(cookie: str | None) -> tuple[str, ...]:
    """The keys that a browser's cookie holds."""
    return tuple(key for key in (cookie or "").split(".") if re.fullmatch(r"[\w-]{16,64}", key))[-KEYS_IN_COOKIE:]


def cookie_with(keys: Collection[str]) -> str:
    """The cookie's value for these keys, the newest last."""
    return ".".join(tuple(dict.fromkeys(keys))[-KEYS_IN_COOKIE:])
