"""Join codes, keys and rights: what opens what, and what is never let through."""

import hashlib
import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivac import access
from ivac.access import (
    CODE_ALPHABET,
    CODE_LENGTH,
    KEYS_IN_COOKIE,
    Rights,
    caller_fingerprint,
    checked_public_url,
    code_fingerprint,
    cookie_with,
    fingerprint,
    join_code,
    keys_in,
    may_sign_in,
    new_key,
    require_guarded,
    serves_others,
    typed_code,
)
from ivac.faults import Code, Refused
from ivac.language import CODES, language

INSTALLATION = "a secret of one installation"
ALPHABET = set(CODE_ALPHABET)


def refusal(action, *arguments) -> Code:
    """The one code that an action is refused with, said in both languages."""
    with pytest.raises(Refused) as refused:
        action(*arguments)
    (fault,) = refused.value.faults
    for code in CODES:
        assert "{" not in fault.text(language(code))
    return fault.code


# Join codes


@pytest.mark.parametrize("alike", ["0ODQ", "1IL", "2Z", "5S", "6G", "8B", "UV"])
def test_of_letters_that_look_alike_none_is_in_a_code(alike):
    assert not ALPHABET & set(alike)


def test_a_code_is_in_capitals_and_digits_each_once_in_the_alphabet():
    assert re.fullmatch(r"[A-Z0-9]+", CODE_ALPHABET)
    assert len(ALPHABET) == len(CODE_ALPHABET)


def test_guessing_a_code_takes_years():
    # As many wrong codes as all callers together may try, day and night.
    possible = len(CODE_ALPHABET) ** CODE_LENGTH
    tries_a_year = access.WRONG_CODES_IN_ALL * 365 * 24 * 60 / access.TRY_MINUTES
    assert possible / 2 / tries_a_year > 1


def test_a_room_behind_one_router_may_mistype():
    assert 10 <= access.WRONG_CODES < access.WRONG_CODES_IN_ALL


@given(st.text(), st.text(), st.integers(0, 10**6))
def test_every_code_is_as_people_can_type_it(secret, workshop, number):
    code = join_code(secret, workshop, number)
    assert len(code) == CODE_LENGTH
    assert set(code) <= ALPHABET
    assert typed_code(code) == code


def test_a_code_is_known_again_and_each_number_workshop_and_secret_has_its_own():
    codes = {
        join_code(secret, workshop, n) for secret in (INSTALLATION, "b") for workshop in ("w", "v") for n in range(50)
    }
    assert len(codes) == 200
    assert join_code(INSTALLATION, "w", 1) == join_code(INSTALLATION, "w", 1)


def test_every_letter_is_used_about_as_often():
    letters = Counter("".join(join_code(INSTALLATION, "w", number) for number in range(2000)))
    assert set(letters) == ALPHABET
    mean = 2000 * CODE_LENGTH / len(ALPHABET)
    assert all(0.75 * mean < count < 1.25 * mean for count in letters.values())


@pytest.mark.parametrize(
    "typed", ["ACE347", "ace347", " ace 347 ", "AC-E3-47", "ac e3 47\n", "A.C.E.3.4.7", "ACE–347", "AcE\t347"]
)
def test_a_code_is_taken_as_people_type_it(typed):
    assert typed_code(typed) == "ACE347"


WRONG_SHAPES = ["", "ACE34", "ACE3477", "ACE34O", "ACE340", "ÆCE347", "ACE34%", "<b>347", "ＡＣＥ３４７", "acé347"]


@pytest.mark.parametrize("typed", WRONG_SHAPES)
def test_what_cannot_be_a_code_is_refused_with_what_a_code_is(typed):
    assert refusal(typed_code, typed) is Code.CODE_SHAPE
    with pytest.raises(Refused) as refused:
        typed_code(typed)
    (sentence,) = refused.value.texts(language("en"))
    assert CODE_ALPHABET in sentence
    assert str(CODE_LENGTH) in sentence


@given(st.text(max_size=30))
def test_whatever_is_typed_is_a_code_or_refused(text):
    try:
        code = typed_code(text)
    except Refused:
        return
    assert len(code) == CODE_LENGTH
    assert set(code) <= ALPHABET


# What is stored of them


@pytest.mark.parametrize("stored", [code_fingerprint, caller_fingerprint])
def test_what_is_stored_of_something_short_is_keyed_with_the_secret(stored):
    found = stored(INSTALLATION, "ACE347")
    assert found == stored(INSTALLATION, "ACE347") != stored("another", "ACE347")
    assert found != stored(INSTALLATION, "ACE34J")
    assert re.fullmatch("[0-9a-f]{64}", found)
    # Nothing that somebody without the secret could compute from the code alone.
    for text in ("ACE347", "join ACE347", "caller ACE347"):
        assert found != hashlib.sha256(text.encode()).hexdigest()


def test_the_hashes_of_codes_and_of_callers_are_two_different_things():
    assert code_fingerprint(INSTALLATION, "ACE347") != caller_fingerprint(INSTALLATION, "ACE347")


def test_a_code_cannot_be_read_from_its_own_hash():
    code = join_code(INSTALLATION, "w", 1)
    assert code not in code_fingerprint(INSTALLATION, code).upper()


def test_keys_are_long_random_and_fit_into_an_address():
    keys = {new_key() for _ in range(500)}
    assert len(keys) == 500
    assert all(re.fullmatch(r"[\w-]{22}", key) for key in keys)  # 128 bits


def test_what_is_stored_of_a_key_tells_it_apart_and_no_more():
    key = new_key()
    assert fingerprint(key) == fingerprint(key) != fingerprint(new_key())
    assert key not in fingerprint(key)
    assert re.fullmatch("[0-9a-f]{64}", fingerprint(key))


# Rights


def test_without_keys_nothing_opens():
    assert not Rights().any
    assert refusal(Rights().require, "nordby") is Code.KEY_NEEDED
    assert refusal(Rights().require_everything) is Code.KEY_NEEDED


def test_a_plans_key_opens_that_plan_alone():
    rights = Rights(plans=frozenset({"nordby"}))
    assert rights.any
    rights.require("nordby")
    assert refusal(rights.require, "sydby") is Code.KEY_NEEDED
    assert refusal(rights.require_everything) is Code.KEY_NEEDED


def test_who_may_open_everything_may_open_each_plan():
    rights = Rights(everything=True)
    assert rights.any
    rights.require("nordby")
    rights.require_everything()


# Serving others

THIS_MACHINE = ("127.0.0.1", "127.0.0.53", "localhost", "::1")
OTHERS_REACH = (
    *(None, "", "0.0.0.0", "::", "192.168.1.20", "10.0.0.1", "8.8.8.8", "fe80::1"),
    *("ivac.example.org", "127.0.0.1.nip.io", "127.0.0.1:8501", "LOCALHOST.example.org"),
)
URL = "https://workshop.example.dk"


@pytest.mark.parametrize("address", THIS_MACHINE)
def test_this_machine_serves_itself_alone_and_needs_nothing(address):
    assert not serves_others(address, None)
    require_guarded(address, None, 0, False, "")


@pytest.mark.parametrize("address", OTHERS_REACH)
def test_an_address_that_others_can_reach_is_refused_while_nothing_asks_who_they_are(address):
    assert serves_others(address, None)
    assert refusal(require_guarded, address, None, 0, False, "") is Code.OPEN_TO_NETWORK
    with pytest.raises(Refused) as refused:
        require_guarded(address, None, 0, False, "")
    for code in CODES:
        (sentence,) = refused.value.texts(language(code))
        assert (address or "*") in sentence
        assert "server.address" in sentence
        assert "python -m ivac key" in sentence


@pytest.mark.parametrize("address", THIS_MACHINE)
def test_a_public_address_means_others_also_behind_a_proxy_on_this_machine(address):
    assert serves_others(address, URL)
    with pytest.raises(Refused) as refused:
        require_guarded(address, URL, 0, False, "")
    assert [fault.code for fault in refused.value.faults] == [Code.OPEN_TO_NETWORK]
    assert URL in refused.value.texts(language("en"))[0]


@pytest.mark.parametrize(
    ("keys", "sign_in", "allowed"),
    [(1, False, ""), (0, True, "ida@example.dk"), (3, True, "@example.dk"), (1, False, "ida@example.dk")],
)
def test_a_key_or_sign_in_guards(keys, sign_in, allowed):
    require_guarded("0.0.0.0", None, keys, sign_in, allowed)


def test_whom_sign_in_lets_through_is_no_guard_without_sign_in():
    assert refusal(require_guarded, "0.0.0.0", None, 0, False, "ida@example.dk") is Code.OPEN_TO_NETWORK


@pytest.mark.parametrize("keys", [0, 2])
@pytest.mark.parametrize("allowed", ["", "  "])
def test_sign_in_for_nobody_in_particular_is_refused(keys, allowed):
    assert refusal(require_guarded, "0.0.0.0", None, keys, True, allowed) is Code.SIGN_IN_OPEN


# Signing in

ALLOWED = "ida@example.dk, @bolig.dk ,,BO@Example.DK"


@pytest.mark.parametrize(
    "user",
    [
        {"email": "ida@example.dk"},
        {"email": "IDA@Example.dk"},
        {"email": "bo@example.dk", "email_verified": True},
        {"email": "anybody@bolig.dk"},
        {"preferred_username": "anybody@BOLIG.dk"},
        {"email": "", "preferred_username": "ida@example.dk"},
        {"email": None, "preferred_username": "ida@example.dk"},
    ],
)
def test_whoever_is_named_may_sign_in(user):
    assert may_sign_in(user, ALLOWED)


@pytest.mark.parametrize(
    "user",
    [
        {},
        {"email": ""},
        {"email": None},
        {"email": "eve@example.dk"},
        {"email": "ida@example.dk.evil.org"},
        {"email": "ida@example.dk@evil.org"},
        {"email": "eve@notbolig.dk"},
        {"email": "eve@sub.bolig.dk"},
        {"email": "eve@bolig.dk.evil.org"},
        {"email": "ida@example.dk", "email_verified": False},
        {"email": "eve@example.dk", "preferred_username": "ida@example.dk"},
        {"preferred_username": "bolig.dk"},  # a name, in no domain
        {"name": "ida@example.dk"},
    ],
)
def test_whoever_is_not_named_may_not(user):
    assert not may_sign_in(user, ALLOWED)


@pytest.mark.parametrize("allowed", ["", " ", ",", " , ,"])
@pytest.mark.parametrize("user", [{"email": "ida@example.dk"}, {"email": ""}, {}, {"email": "@"}])
def test_where_nobody_is_named_nobody_may(allowed, user):
    assert not may_sign_in(user, allowed)


@given(st.text(min_size=1), st.text())
def test_a_name_without_a_domain_is_in_no_domain(name, domain):
    name = name.replace("@", "")
    assert not may_sign_in({"preferred_username": name}, f"@{name},@{domain}")


# The public address


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        *((None, None), ("", None), (URL, URL), (URL + "/", URL), (URL + "//", URL)),
        *(("http://192.168.1.20:8501", "http://192.168.1.20:8501"), ("https://x.dk/ivac/", "https://x.dk/ivac")),
        *((f" {URL} ", URL), (f"{URL}/\n", URL), ("http://[fe80::1]:8501", "http://[fe80::1]:8501")),
    ],
)
def test_a_public_address_is_kept_without_what_would_break_a_link(url, kept):
    assert checked_public_url(url) == kept


@pytest.mark.parametrize(
    "url",
    [
        *("workshop.example.dk", "//workshop.example.dk", "ftp://workshop.example.dk", "https://", "https:///join"),
        *("javascript:alert(1)", "https://x.dk?k=1", "https://x.dk/#join", "https://x.dk:port", "https://x.dk:99999"),
        *("https://x .dk", "https://x.dk/a b", " ", "https://[x"),
    ],
)
def test_what_is_no_public_address_is_refused(url):
    with pytest.raises(ValueError):
        checked_public_url(url)


# Keys in a browser's cookie


def test_a_cookie_gives_back_the_keys_it_holds_in_their_order():
    keys = tuple(new_key() for _ in range(KEYS_IN_COOKIE))
    assert keys_in(cookie_with(keys)) == keys


def test_a_full_cookie_lets_the_oldest_keys_go():
    keys = tuple(new_key() for _ in range(KEYS_IN_COOKIE + 3))
    assert keys_in(cookie_with(keys)) == keys[3:]
    assert keys_in(".".join(keys)) == keys[3:]  # whoever wrote it


def test_a_key_is_in_a_cookie_once():
    one, other = new_key(), new_key()
    assert keys_in(cookie_with([one, other, one])) == (one, other)


def test_a_cookie_fits_into_what_browsers_keep():
    assert len(cookie_with([new_key() for _ in range(50)])) < 1000


@pytest.mark.parametrize(
    "cookie", [None, "", ".", "...", "short", "x" * 65, "a b c d e f g h i j", "é;Path=/", "%00" * 9]
)
def test_a_cookie_that_holds_no_key_opens_nothing(cookie):
    assert keys_in(cookie) == ()


@given(st.text())
def test_whatever_a_cookie_says_only_keys_come_out(cookie):
    assert all(len(key) <= 64 and "." not in key and ";" not in key for key in keys_in(cookie))
