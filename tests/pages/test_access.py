"""A served installation: what a page shows and does for whom, with and without a key link or sign-in."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.runtime.context import ContextProxy
from streamlit.testing.v1 import AppTest

from ivac.access import KEY_COOKIE, cookie_with, new_key
from ivac.acts import reveal
from ivac.faults import Refused
from ivac.language import language
from ivac.model import Activity, Assessment
from ivac.settings import settings
from ivac.store import Keys, Store, Workshops, open_store
from ivac.ui import keys, registry
from ivac.ui.context import require_guard, rights_later
from ivac.workshop import AgendaItem, Workshop
from tests.browser.serving import Server
from tests.live.phone import Connection
from tests.pages.conftest import visitor
from tests.pages.rooms import DAY, add_plan, code_of, full_room, keyed, labels, opened, revealed_room, sent, words
from tests.pages.test_prepare import button, field

GUARDED = [spec.file for spec in registry.ALL if not spec.for_all]
OF_THE_MEADOW = ("The Meadow", "Choir", "Garden", "An evening together", "Greenby", "Sing with us")

Visit = Callable[..., AppTest]


@pytest.fixture
def access_keys(store: Store, monkeypatch: pytest.MonkeyPatch) -> Keys:
    """The keys of an installation that others can reach; one is made, so that it may serve at all."""
    monkeypatch.setenv("IVAC_PUBLIC_URL", "http://127.0.0.1:8501")
    settings.cache_clear()
    made = Keys(store.engine)
    made.make(None)
    return made


@pytest.fixture
def visit(access_keys: Keys, monkeypatch: pytest.MonkeyPatch) -> Visit:
    """Open a page with an address, as a browser that holds these keys or somebody who has signed in."""

    def visit(file: str, *held: str, user: dict[str, Any] | None = None, lang: str = "en", **address: str) -> AppTest:
        browser_holds(monkeypatch, *held)
        app = visitor()
        app.user = user or {"is_logged_in": False}
        app.query_params["lang"] = lang
        app.run()
        app.switch_page(str(registry.PAGES / file))
        for name, value in {"lang": lang, **address}.items():
            app.query_params[name] = value
        app.run()
        assert not app.exception, app.exception[0].message
        return app

    return visit


def browser_holds(monkeypatch: pytest.MonkeyPatch, *held: str) -> None:
    cookies = {KEY_COOKIE: cookie_with(held)} if held else {}
    monkeypatch.setattr(ContextProxy, "cookies", property(lambda _: cookies))


def meadow(store: Store, workshops: Workshops) -> tuple[Workshop, list[str]]:
    """The meadow with all that could be seen of it: details, a settled round, a workshop with answers."""
    workshop, places = full_room(store, workshops)
    plan = store.find("The Meadow")
    store.save_plan(plan.model_copy(update={"municipality": "Greenby"}))
    store.save_activity(Activity(id="choir", name="Choir", description="Sing with us"))
    store.add_assessment(plan.id, Assessment(id="spring", day=DAY, scale="ivac", scale_version=1))
    store.change_cell("spring", "choir", "ideas", answer="informed")
    return workshop, places


def hill(store: Store, workshops: Workshops, access_keys: Keys) -> str:
    """Another plan with a round and a workshop of its own; gives its key."""
    plan = add_plan(store, "The Hill", ("Song",))
    store.add_assessment(plan.id, Assessment(id="autumn", day=DAY, scale="ivac", scale_version=1))
    agenda = (AgendaItem(activity="song"),)
    workshops.add(
        Workshop(
            id="matinee", plan_id=plan.id, title="A matinee", day=DAY, scale="ivac", scale_version=1, agenda=agenda
        )
    )
    return access_keys.make(plan.id)


def addresses(workshop: Workshop, places: list[str]) -> list[dict[str, str]]:
    """Every way in which an address could name something of the meadow."""
    everything = {
        "plan": "the_meadow", "workshop": workshop.id, "plans": "the_meadow,the_hill", "activity": "choir",
        "round": "spring", "code": code_of(workshop), "place": places[0],
    }  # fmt: skip
    return [{}, *({name: value} for name, value in everything.items()), {"plan": "the_hill"} | everything, everything]


def shows_nothing_of_the_meadow(app: AppTest) -> bool:
    told = sent(app)
    return not [text for text in OF_THE_MEADOW if text in told]


# Without a key


@pytest.mark.parametrize("file", GUARDED)
def test_a_page_shows_nothing_of_a_plan_without_a_key(
    visit: Visit, store: Store, workshops: Workshops, file: str
) -> None:
    workshop, places = meadow(store, workshops)
    for address in addresses(workshop, places):
        app = visit(file, **address)

        assert app.title[0].value == "Come in"
        assert shows_nothing_of_the_meadow(app), address
        assert labels(app) == ["Dansk"] or "wall" in file or "live" in file


@pytest.mark.parametrize("file", [spec.file for spec in registry.ALL if spec.for_all])
def test_a_page_for_all_shows_nothing_of_a_plan_whatever_it_is_asked_for(
    visit: Visit, store: Store, workshops: Workshops, file: str
) -> None:
    workshop, places = meadow(store, workshops)
    for address in addresses(workshop, places):
        if not {"code", "place"} & address.keys():
            assert shows_nothing_of_the_meadow(visit(file, **address)), address


def test_a_place_opens_ones_own_answers_and_no_more_of_the_plan(
    visit: Visit, store: Store, workshops: Workshops
) -> None:
    _, places = meadow(store, workshops)

    told = sent(visit("workshop/rate.py", place=places[0], plan="the_meadow", round="spring"))

    assert "Garden" in told  # what is asked about has to be named
    for hidden in ("Greenby", "An evening together", "The Meadow", *places[1:]):
        assert hidden not in told


def test_the_entrance_speaks_danish_and_leads_to_the_code(visit: Visit) -> None:
    app = visit("workshop/picture.py", lang="da")

    assert app.title[0].value == language("da").t("Come in")
    assert [item.proto.page for item in app.get("page_link")] == ["join"]


@pytest.mark.parametrize(
    "key", ["", "x", "no-such-key-0123456789", "' OR 1=1 --", "x" * 100_000, "leave", "a.b.c.d" * 50]
)
def test_what_is_no_key_opens_nothing(visit: Visit, store: Store, workshops: Workshops, key: str) -> None:
    meadow(store, workshops)

    app = visit("prepare/plans.py", key)

    assert app.title[0].value == "Come in"


def test_what_the_database_keeps_of_a_key_opens_nothing(
    visit: Visit, store: Store, workshops: Workshops, access_keys: Keys
) -> None:
    meadow(store, workshops)
    access_keys.make("the_meadow")
    with store.engine.connect() as connection:
        kept = connection.exec_driver_sql("SELECT id, key_hash FROM access_key").all()

    for row in kept:
        assert visit("prepare/plans.py", *row).title[0].value == "Come in"


# With a key of another plan


@pytest.mark.parametrize("file", GUARDED)
def test_the_key_of_one_plan_opens_and_lists_no_other(
    visit: Visit, store: Store, workshops: Workshops, access_keys: Keys, file: str
) -> None:
    workshop, places = meadow(store, workshops)
    key = hill(store, workshops, access_keys)

    for address in addresses(workshop, places):
        assert shows_nothing_of_the_meadow(visit(file, key, **address)), address


def test_the_key_of_one_plan_compares_no_other(
    visit: Visit, store: Store, workshops: Workshops, access_keys: Keys
) -> None:
    meadow(store, workshops)
    key = hill(store, workshops, access_keys)
    store.change_cell("autumn", "song", "ideas", answer="informed")

    app = visit("compare/compare.py", key, plans="the_meadow,the_hill")

    assert app.multiselect(key=keys.COMPARED).options == ["The Hill"]
    assert app.query_params["plans"] == "the_hill"


def test_another_plans_workshop_is_not_changed_by_the_preparation_of_ones_own(
    visit: Visit, store: Store, workshops: Workshops, access_keys: Keys
) -> None:
    meadow(store, workshops)
    before = workshops.workshop("evening")
    key = hill(store, workshops, access_keys)

    app = visit("prepare/workshop.py", key, plan="the_hill", workshop="evening")

    assert "key link" in app.error[0].value
    assert "Save" not in labels(app)
    assert workshops.workshop("evening") == before


def test_rows_go_to_no_plan_that_the_key_does_not_open(
    visit: Visit, store: Store, workshops: Workshops, access_keys: Keys
) -> None:
    meadow(store, workshops)
    key = hill(store, workshops, access_keys)

    for address in ({"plan": "the_hill"}, {"plan": "new"}, {}):
        app = visit("prepare/bring_in.py", key, **address)
        app.text_area(key=keys.IMPORT_PASTE).input("Plan\tActivity\nThe Meadow\tDance").run()
        assert not app.exception
        assert field(app.selectbox, "To which plan?").options == ["The Hill"]
    button(app, "Bring them in").click().run()

    assert [activity.name for activity in store.activities("the_hill")] == ["Song", "Dance"]
    assert len(store.activities("the_meadow")) == 2
    assert len(store.plans()) == 2


@pytest.mark.parametrize("file", ["prepare/plans.py", "workshop/picture.py", "prepare/bring_in.py"])
def test_the_key_of_one_plan_begins_no_other_and_brings_no_demo_plans(
    visit: Visit, store: Store, workshops: Workshops, access_keys: Keys, file: str
) -> None:
    key = hill(store, workshops, access_keys)

    app = visit(file, key, plan="new" if "bring_in" in file else "the_hill")

    assert not {"Create the plan", "Try it with the demo plans"} & set(labels(app))
    assert "From a spreadsheet" not in [item.proto.label for item in app.get("page_link")]


def test_demo_plans_are_refused_to_the_key_of_one_plan(
    visit: Visit, store: Store, workshops: Workshops, access_keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = hill(store, workshops, access_keys)
    monkeypatch.setattr(Store, "plans", lambda _: [])  # as if the list were empty, which offers them

    app = visit("prepare/plans.py", key)
    button(app, "Try it with the demo plans").click().run()

    monkeypatch.undo()
    assert "key link" in app.error[0].value
    assert len(store.plans()) == 1


# With the right key


@pytest.mark.parametrize("file", GUARDED)
@pytest.mark.parametrize("lang", ["da", "en"])
def test_the_key_of_a_plan_opens_all_its_pages(
    visit: Visit, store: Store, workshops: Workshops, access_keys: Keys, file: str, lang: str
) -> None:
    meadow(store, workshops)
    key = access_keys.make("the_meadow")

    app = visit(file, key, lang=lang, plan="the_meadow", workshop="evening")

    assert not app.error
    # These name a plan only once there are rows, or once it is in a collection.
    if file not in ("prepare/bring_in.py", "compare/collections.py", "compare/collection.py"):
        assert not shows_nothing_of_the_meadow(app)


def test_two_keys_open_two_plans_and_no_third(
    visit: Visit, store: Store, workshops: Workshops, access_keys: Keys
) -> None:
    meadow(store, workshops)
    add_plan(store, "The Shore", ("Swim",))
    held = [access_keys.make("the_meadow"), hill(store, workshops, access_keys)]

    told = sent(visit("prepare/plans.py", *held))

    assert "The Meadow" in told
    assert "The Hill" in told
    assert "The Shore" not in told


def test_the_key_of_the_installation_opens_everything_and_begins_plans(
    visit: Visit, store: Store, workshops: Workshops, access_keys: Keys
) -> None:
    meadow(store, workshops)
    app = visit("prepare/plans.py", access_keys.make(None))
    field(app.text_input, "Name of the plan").input("The Shore")

    button(app, "Create the plan").click().run()

    assert {entry.plan.name for entry in store.plans()} == {"The Meadow", "The Shore"}


def test_without_a_plan_in_the_address_the_newest_of_ones_own_opens(
    visit: Visit, store: Store, workshops: Workshops, access_keys: Keys
) -> None:
    key = hill(store, workshops, access_keys)
    meadow(store, workshops)

    assert visit("prepare/plan.py", key).title[0].value == "The Hill"


# Making and revoking


def test_a_key_link_is_shown_once_and_works(
    visit: Visit, store: Store, workshops: Workshops, access_keys: Keys
) -> None:
    meadow(store, workshops)
    app = visit("prepare/plan.py", access_keys.make(None), plan="the_meadow")

    button(app, "Make a key link").click().run()

    (link,) = (item.value for item in app.code)
    assert link.startswith("http://127.0.0.1:8501/key#")
    key = link.partition("#")[2]
    assert access_keys.rights([key]).plans == {"the_meadow"}
    app.run()
    assert key not in sent(app)
    assert visit("prepare/plan.py", key, plan="the_meadow").title[0].value == "The Meadow"


def test_a_revoked_key_opens_nothing_from_then_on(
    visit: Visit, store: Store, workshops: Workshops, access_keys: Keys
) -> None:
    meadow(store, workshops)
    key = access_keys.make("the_meadow")
    (entry,) = access_keys.entries("the_meadow")
    app = visit("prepare/plan.py", key, plan="the_meadow")
    assert app.title[0].value == "The Meadow"

    visit("prepare/plan.py", access_keys.make(None), plan="the_meadow").button(key=f"revoke_{entry.id}").click().run()

    assert access_keys.rights([key]).plans == frozenset()
    app = visit("prepare/plan.py", key, plan="the_meadow")
    assert app.title[0].value == "Come in"
    assert shows_nothing_of_the_meadow(app)


@pytest.fixture
def revoked_while_open(visit: Visit, store: Store, workshops: Workshops, access_keys: Keys) -> Callable[..., AppTest]:
    """A page that was opened with a key, which has been revoked since; the page still stands."""

    def opened_page(file: str, prepare: Callable[[AppTest], object] = lambda _: None) -> AppTest:
        app = visit(file, access_keys.make("the_meadow"), plan="the_meadow", workshop="evening")
        prepare(app)
        (entry,) = access_keys.entries("the_meadow")
        access_keys.revoke(entry.id)
        return app

    return opened_page


@pytest.mark.parametrize(
    "key", ["go_garden", "order_1_choir", "timer_5", "act_new_code", "again_choir", "take_ideas_informed"]
)
def test_a_desk_left_open_does_nothing_with_a_revoked_key(
    revoked_while_open: Callable[..., AppTest], store: Store, workshops: Workshops, key: str
) -> None:
    revealed_room(store, workshops)
    app = revoked_while_open("workshop/desk.py")
    before = workshops.workshop("evening"), dict(workshops.agreed("evening"))

    app.button(key=key).click().run()

    assert (workshops.workshop("evening"), dict(workshops.agreed("evening"))) == before
    assert app.title[0].value == "Come in"
    assert "key link" in app.error[0].value


def test_a_question_left_open_reveals_nothing_with_a_revoked_key(
    revoked_while_open: Callable[..., AppTest], store: Store, workshops: Workshops
) -> None:
    full_room(store, workshops)
    app = revoked_while_open("workshop/desk.py", lambda app: app.button(key="ask_evening_reveal").click().run())

    app.button(key="ask_yes").click().run()

    assert not any(item.revealed for item in workshops.workshop("evening").agenda)


@pytest.mark.parametrize("opening", ["ask_evening_reveal", "choose_planning"])
def test_a_dialog_left_open_in_a_browser_keeps_nothing_with_a_revoked_key(tmp_path: Path, opening: str) -> None:
    # A dialog runs without the page around it, so that nothing but itself can ask for the right.
    store = open_store(f"sqlite:///{tmp_path / 'served.db'}")
    secret = new_key() + new_key()
    workshops, access_keys = Workshops(store.engine, secret), Keys(store.engine)
    access_keys.make(None)
    workshop, _ = full_room(store, workshops)
    workshops.change(workshop.id, reveal("choir"))
    key = access_keys.make("the_meadow")
    english, cookies = {"Accept-Language": "en"}, {KEY_COOKIE: key}

    async def use(port: int) -> None:
        async with Connection(port, english, timers=False, cookies=cookies) as page:
            await page.arrive("/desk", "workshop=evening")
            await page.press(opening)
            await page.wait_until_finished()
            access_keys.revoke(access_keys.entries("the_meadow")[0].id)
            if opening == "choose_planning":
                await page.set_widget("agree_evening_choir_planning_desired_note", string_value="Too late")
            else:
                await page.press("ask_yes")
            await page.wait_until_finished()

    with Server(tmp_path / "served.db", IVAC_PUBLIC_URL="http://127.0.0.1", IVAC_SECRET=secret) as server:
        asyncio.run(use(server.port))

    assert workshops.agreed("evening") == {}
    assert not workshops.workshop("evening").item("garden").revealed
    store.engine.dispose()


def test_a_revoked_key_makes_and_revokes_no_keys(
    revoked_while_open: Callable[..., AppTest], store: Store, workshops: Workshops, access_keys: Keys
) -> None:
    opened(store, workshops)
    app = revoked_while_open("prepare/plan.py")

    button(app, "Make a key link").click().run()

    assert access_keys.entries("the_meadow") == []
    assert keys.NEW_KEY not in app.session_state


def test_a_revoked_key_revokes_nobody_elses(
    visit: Visit, store: Store, workshops: Workshops, access_keys: Keys
) -> None:
    opened(store, workshops)
    held, _others = access_keys.make("the_meadow"), access_keys.make("the_meadow")
    app = visit("prepare/plan.py", held, plan="the_meadow")
    mine, theirs = access_keys.entries("the_meadow")
    if access_keys.rights([held]).any:
        access_keys.revoke(mine.id)
        if access_keys.rights([held]).any:  # listed in the other order
            mine, theirs = theirs, mine

    app.button(key=f"revoke_{theirs.id}").click().run()

    assert [entry.id for entry in access_keys.entries("the_meadow")] == [theirs.id]


# Sign-in


@pytest.fixture
def sign_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sign-in is set up, for one person and for everybody of one organisation."""
    monkeypatch.setenv("IVAC_SIGN_IN", "anna@example.org, @housing.example")
    settings.cache_clear()
    monkeypatch.setattr("ivac.ui.context.sign_in_ready", lambda: True)
    monkeypatch.setattr("ivac.ui.entrance.sign_in_ready", lambda: True)
    require_guard.clear()


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "anna@example.org"},
        {"email": "Anna@Example.ORG", "email_verified": True},
        {"email": "someone@housing.example"},
        {"preferred_username": "someone@housing.example"},
    ],
)
def test_whoever_is_allowed_signs_in_to_everything(
    visit: Visit, sign_in: None, store: Store, workshops: Workshops, claims: dict[str, Any]
) -> None:
    meadow(store, workshops)

    app = visit("prepare/plans.py", user={"is_logged_in": True} | claims)

    assert "The Meadow" in words(app)
    assert {"Create the plan", "Sign out"} & set(labels(app))


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "berta@example.org"},
        {"email": "anna@example.org.evil.example"},
        {"email": "someone@sub.housing.example"},
        {"email": "someone@housing.example", "email_verified": False},
        {"email": "someone@housing.example", "email_verified": "false"},
        {"email": "", "preferred_username": ""},
        {"preferred_username": "housing.example"},
        {"preferred_username": "@housing.example"},
        {"name": "anna@example.org"},
        {"email": None},
        {},
    ],
)
def test_whoever_is_not_allowed_signs_in_to_nothing(
    visit: Visit, sign_in: None, store: Store, workshops: Workshops, claims: dict[str, Any]
) -> None:
    meadow(store, workshops)

    app = visit("prepare/plans.py", user={"is_logged_in": True} | claims)

    assert app.title[0].value == "Come in"
    assert shows_nothing_of_the_meadow(app)
    assert "not as somebody who plans here" in app.warning[0].value
    assert "Sign out" in labels(app)


def test_whoever_has_not_signed_in_is_asked_to(visit: Visit, sign_in: None, store: Store, workshops: Workshops) -> None:
    meadow(store, workshops)

    app = visit("prepare/plans.py", user={"is_logged_in": False, "email": "anna@example.org"})

    assert "Sign in" in labels(app)
    assert shows_nothing_of_the_meadow(app)


def test_a_key_still_opens_its_plan_beside_a_sign_in_that_is_not_allowed(
    visit: Visit, sign_in: None, store: Store, workshops: Workshops, access_keys: Keys
) -> None:
    meadow(store, workshops)
    key = hill(store, workshops, access_keys)

    app = visit("prepare/plans.py", key, user={"is_logged_in": True, "email": "berta@example.org"})

    assert "The Hill" in words(app)
    assert shows_nothing_of_the_meadow(app)


# What an installation needs before it serves


def test_nothing_is_served_to_others_while_nothing_asks_who_they_are(
    store: Store, workshops: Workshops, monkeypatch: pytest.MonkeyPatch
) -> None:
    meadow(store, workshops)
    monkeypatch.setenv("IVAC_PUBLIC_URL", "http://192.0.2.1:8501")
    settings.cache_clear()

    app = visitor()
    app.run()

    assert "192" in app.error[0].value
    assert not app.title
    assert shows_nothing_of_the_meadow(app)


def test_on_this_machine_nobody_is_asked(open_page: Any, store: Store, workshops: Workshops) -> None:
    meadow(store, workshops)

    app = open_page("prepare/plan.py", plan="the_meadow")

    assert app.title[0].value == "The Meadow"
    assert "Make a key link" not in labels(app)
    assert keyed(app)


def test_a_download_asks_with_the_keys_that_its_page_had_and_asks_anew(
    access_keys: Keys, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A file is made outside of any run, where no cookie can be read any more.
    plan = add_plan(store)
    browser_holds(monkeypatch, access_keys.make(plan.id))
    ask = rights_later()
    browser_holds(monkeypatch)
    ask().require(plan.id)

    for entry in access_keys.entries(plan.id):
        access_keys.revoke(entry.id)
    with pytest.raises(Refused):
        ask().require(plan.id)


def test_the_note_on_data_is_for_whoever_may_do_everything(access_keys: Keys, store: Store, visit: Visit) -> None:
    # It names where the data lies and who may sign in.
    plan = add_plan(store)
    offered = [
        len(visit("about/method.py", key).get("download_button"))
        for key in (access_keys.make(None), access_keys.make(plan.id))
    ]
    assert offered == [1, 0]
