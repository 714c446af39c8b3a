"""Two servers on one database: none loses what the other writes, and a database that goes away is met again."""

import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
import sqlalchemy as sa

from ivac import access
from ivac.acts import open_doors, reveal, show
from ivac.faults import Code, Refused
from ivac.language import CODES, language
from ivac.model import PHASES, Activity, Plan, PlanRecord, Step
from ivac.store import Deeper, Keys, Retention, Steps, Store, Workshops, engines, open_store, opening
from ivac.store.database import Database
from ivac.store.engines import SIDE_BY_SIDE, make_engine
from ivac.workshop import AgendaItem, Workshop
from tests.conftest import Databases
from tests.installation import DAY, HOUSE, STRANGE, fill, rows_of
from tests.postgres import Server
from tests.test_migrations import left_by
from tests.test_store import ROOT, refusal
from tests.test_workshop_store import at_once, rate_all

pytestmark = pytest.mark.databases("sqlite", "postgresql")
on_postgresql = pytest.mark.databases("postgresql")


@pytest.fixture
def servers(store: Store, database_url: str, record: PlanRecord) -> Iterator[list[Store]]:
    """Two servers that share a database in which one plan and an open workshop are."""
    store.add_record(record)
    agenda = tuple(AgendaItem(activity=activity.id) for activity in record.activities)
    workshops = Workshops(store.engine, HOUSE)
    workshops.add(Workshop(id="evening", plan_id="nordby", day=DAY, scale="ivac", scale_version=1, agenda=agenda))
    workshops.change("evening", open_doors())
    other = open_store(database_url)
    yield [store, other]
    other.engine.dispose()


def allowed(*codes: Code) -> Callable[[Callable[[], object]], None]:
    """Do something that may be refused for these reasons, and for no other."""

    def run(action: Callable[[], object]) -> None:
        try:
            action()
        except Refused as refused:
            assert {fault.code for fault in refused.faults} <= set(codes), refused

    return run


# Writes that read first


def test_plans_added_on_two_servers_are_told_apart_by_when(servers):
    at_once(*(lambda on=on: [on.save_plan(Plan(name=f"{n}")) for n in range(15)] and None for on in servers * 2))
    added = [plan["added"] for plan in rows_of(servers[0].engine)["plan"]]
    assert sorted(added) == list(range(1, 62))


def test_one_record_brought_in_on_two_servers_is_there_once(servers):
    here = PlanRecord(plan=Plan(id="sydby", name="Syd"), activities=(Activity(id="choir", name="Kor"),))
    try_it = allowed(Code.HERE_ALREADY)
    at_once(*(lambda on=on: try_it(lambda: on.add_record(here)) for on in servers * 3))
    assert servers[0].record("sydby").activities == here.activities


def test_one_plan_saved_first_on_two_servers_is_there_once(servers):
    at_once(*(lambda on=on: on.save_plan(Plan(id="sydby", name="Syd")) for on in servers * 3))
    assert servers[0].revision("sydby") == 6


def test_activities_added_at_once_each_have_their_place(servers):
    at_once(*(lambda on=on: on.add_activities("nordby", [Activity(name="Kor")]) for on in servers * 4))
    places = [row["position"] for row in rows_of(servers[0].engine)["activity"]]
    assert sorted(places) == list(range(11))


def test_no_more_wrong_codes_are_tried_at_once_than_one_after_the_other(servers):
    tried: list[Code] = []

    def guess(on: Store) -> None:
        workshops = Workshops(on.engine, HOUSE)
        code = "A" * access.CODE_LENGTH
        tried.extend(refusal(workshops.welcoming, code, "one caller") for _ in range(access.WRONG_CODES // 5))

    at_once(*(lambda on=on: guess(on) for on in servers * 3))
    assert tried.count(Code.CODE_WRONG) == access.WRONG_CODES


def test_a_key_is_made_for_a_plan_that_is_here_or_not_at_all(servers):
    made = allowed(Code.GONE)
    one, other = servers
    at_once(
        lambda: [made(lambda: Keys(one.engine).make("nordby")) for _ in range(10)] and None,
        lambda: other.delete_plan("nordby"),
    )
    assert Keys(one.engine).count() == 0


def test_whatever_is_done_at_once_nobody_waits_for_each_other(servers):
    """Every kind of write, in an order of its own on every thread: none of them comes to nothing."""
    one, other = servers
    code = Workshops(one.engine, HOUSE).code(Workshops(one.engine, HOUSE).workshop("evening"))
    changes = 12

    def tap(on: Store) -> None:
        workshops = Workshops(on.engine, HOUSE)
        place = workshops.place(workshops.join(code, "here", "staff", ""))
        for n in range(changes):
            workshops.rate(place, ("run", "garden")[n % 2], PHASES[n // 2], 1, "answer", "informed")

    def lead(on: Store) -> None:
        workshops = Workshops(on.engine, HOUSE)
        for n in range(changes):
            workshops.change("evening", show("activity", ("run", "garden")[n % 2]))
            found = workshops.workshop("evening")
            workshops.save_settings(found.model_copy(update={"title": f"{n}", "agenda": found.agenda[::-1]}))

    def plan(on: Store) -> None:
        for n in range(changes):
            on.save_activity(Activity(id="run", name=f"Løb {n}", status={"ideas": "done"}))
            on.change_cell("spring", "run", "ideas", worked=f"{n}")
            Deeper(on.engine).change_breadth("spring", "run", residents=n)
            Steps(on.engine).add(Step(plan_id="nordby", activity="run", what=f"{n}", made_on=DAY, workshop="evening"))

    def tidy(on: Store) -> None:
        for n in range(changes):
            on.bring_in([(Plan(id=f"p{n}", name="Ny"), [Activity(id=f"a{n}", name="Kor")])])
            on.delete_activity(f"a{n}")
            on.delete_plan(f"p{n}")

    works = [lambda do=do, on=on: do(on) for do in (tap, lead, plan, tidy) for on in servers if do is not tidy]
    at_once(*works, lambda: tidy(other))

    assert [row["what"] for row in rows_of(one.engine)["step"]].count("0") == 2
    assert len(rows_of(one.engine)["rating"]) == 2 * changes
    assert len(rows_of(one.engine)["step"]) == 2 * changes
    assert len(one.plans()) == 1


def test_people_forgotten_while_they_answer_leave_nothing(servers):
    one, other = servers
    workshops = Workshops(one.engine, HOUSE)
    place = workshops.place(workshops.join(workshops.code(workshops.workshop("evening")), "here", "staff", ""))
    tap = allowed(Code.PLACE_UNKNOWN, Code.GONE)

    def answer() -> None:
        for _ in range(5):
            tap(lambda: rate_all(workshops, place))

    at_once(answer, lambda: Retention(other.engine).forget_people("evening"))
    assert rows_of(one.engine)["rating"] == []


def test_a_record_is_read_as_it_was_at_one_moment(servers):
    one, other = servers
    with one.reading() as connection:
        before = connection.scalar(sa.text("SELECT count(*) FROM activity"))
        other.add_activities("nordby", [Activity(name="Kor")])
        assert connection.scalar(sa.text("SELECT count(*) FROM activity")) == before


@on_postgresql
def test_writes_side_by_side_do_not_wait_for_each_other_and_others_wait_for_them(servers):
    one, other = servers
    short = Database(make_engine(f"{one.engine.url}?options=-c%20lock_timeout%3D50"))
    with one.writing(side_by_side=True):
        with other.writing(side_by_side=True) as connection:
            assert connection.get_execution_options()["writes"] == SIDE_BY_SIDE
        with pytest.raises(Refused) as refused, short.writing():
            pass
    assert [fault.code for fault in refused.value.faults] == [Code.DATABASE_BUSY]
    with one.writing(), pytest.raises(Refused), short.writing(side_by_side=True):
        pass
    short.engine.dispose()


@on_postgresql
def test_two_that_wait_for_each_other_are_told_in_a_sentence(servers):
    """What another program does in the database may do that; ours take turns."""
    one, other = servers
    both_hold, raised = threading.Barrier(2), []

    def take(on: Store, first: str, second: str) -> None:
        try:
            with on.writing(side_by_side=True) as connection:
                connection.execute(sa.text("UPDATE activity SET position = position WHERE id = :id"), {"id": first})
                both_hold.wait(timeout=10)
                connection.execute(sa.text("UPDATE activity SET position = position WHERE id = :id"), {"id": second})
        except Refused as refused:
            raised.extend(refused.faults)

    at_once(lambda: take(one, "run", "cafe"), lambda: take(other, "cafe", "run"))
    assert [fault.code for fault in raised] == [Code.DATABASE_BUSY]
    for code in CODES:
        assert raised[0].text(language(code))


# Opening


def opened_together(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Open a database on two servers that both have seen that it is not of the newest version."""
    both_have_looked, looked, look = threading.Barrier(2), threading.local(), opening.found_revision

    def look_together(engine: sa.Engine) -> str | None:
        found = look(engine)
        if not hasattr(looked, "once"):
            looked.once = True
            both_have_looked.wait(timeout=10)
        return found

    monkeypatch.setattr(opening, "found_revision", look_together)
    at_once(*[lambda: open_store(url).engine.dispose()] * 2)
    monkeypatch.undo()


def test_an_old_database_is_brought_up_to_date_by_one_of_two_servers(databases, record, tmp_path, monkeypatch):
    full = open_store(f"sqlite:///{tmp_path / 'full.db'}")
    fill(full, record)
    url = databases.empty("old")
    left_by("0004", url, rows_of(full.engine))
    opened_together(url, monkeypatch)
    assert opening.found_revision(make_engine(url)) == opening.NEWEST
    assert len(open_store(url).plans()) == len(full.plans())


# Gone and back


@on_postgresql
def test_a_database_that_restarts_is_missed_in_a_sentence_and_met_again(store, record, postgres: Server):
    store.add_record(record)
    keys = Keys(store.engine)
    key = keys.make("nordby")
    postgres.stop()
    try:
        for action in (store.plans, lambda: keys.rights([key]), lambda: store.delete_plan("nordby")):
            assert refusal(action) is Code.DATABASE_UNREACHABLE
        assert refusal(open_store, store.engine.url.render_as_string(False)) is Code.DATABASE_UNREACHABLE
    finally:
        postgres.start()
    assert store.record("nordby") == record
    assert keys.rights([key]).plans == {"nordby"}
    store.change_cell("spring", "garden", "ideas", answer="informed")


@on_postgresql
def test_a_restart_that_nobody_was_there_to_notice_is_not_noticed_afterwards(store, record, postgres: Server):
    store.add_record(record)
    postgres.stop()
    postgres.start()
    assert store.record("nordby") == record


@on_postgresql
def test_a_write_under_way_when_the_database_ends_is_not_said_to_be_kept(store, record, postgres: Server):
    with pytest.raises(Refused) as refused, store.writing() as connection:
        connection.execute(sa.text("SELECT 1"))
        postgres.stop()
        try:
            connection.execute(sa.text("DELETE FROM plan"))
        finally:
            postgres.start()
    assert [fault.code for fault in refused.value.faults] == [Code.DATABASE_UNREACHABLE]
    store.add_record(record)
    assert store.record("nordby") == record


@on_postgresql
def test_a_server_that_never_answers_is_given_up_after_seconds(monkeypatch):
    monkeypatch.setattr(engines, "CONNECT_TIMEOUT_S", 2)  # the least that the driver counts
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        began = time.monotonic()
        assert refusal(open_store, f"postgresql://x@127.0.0.1:{silent.getsockname()[1]}/x") is Code.DATABASE_UNREACHABLE
    assert time.monotonic() - began < 10


@on_postgresql
def test_when_all_connections_are_taken_the_next_one_is_told(database_url, monkeypatch):
    monkeypatch.setattr(engines, "POOL", {"pool_size": 1, "max_overflow": 0, "pool_timeout": 0.1})
    store = open_store(database_url)
    with store.reading():
        assert refusal(store.plans) is Code.DATABASE_BUSY
    assert store.plans() == []
    store.engine.dispose()


# What the two databases see differently


def test_signs_of_all_kinds_and_long_texts_come_back(store, record):
    store.add_record(record)
    store.change_cell("spring", "run", "ideas", worked=STRANGE, hard="家🙂" * 2000)
    cell = store.record("nordby").cells["spring"]["run", "ideas"]
    assert (cell.worked, cell.hard) == (STRANGE, "家🙂" * 2000)


@on_postgresql
def test_a_database_that_was_made_without_an_encoding_holds_all_signs_too(postgres: Server, record):
    name = "without_encoding"
    made_by = "ENCODING 'SQL_ASCII' LOCALE_PROVIDER libc LOCALE 'C' TEMPLATE template0"
    postgres.execute(f"CREATE DATABASE {name} {made_by}")
    try:
        store = open_store(postgres.url(name))
        store.add_record(record)
        store.change_cell("spring", "run", "ideas", worked=STRANGE)
        assert store.record("nordby").cells["spring"]["run", "ideas"].worked == STRANGE
    finally:
        postgres.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_signs_that_no_database_should_hold_are_left_out(store, record):
    store.add_record(record)
    store.change_cell("spring", "run", "ideas", worked="De\x00 løb\x1b selv")
    assert store.record("nordby").cells["spring"]["run", "ideas"].worked == "De løb selv"
    assert Plan(name="Nord\x00by").name == "Nordby"


def test_a_text_that_is_too_long_is_a_programmers_mistake_and_not_kept(store, record):
    store.add_record(record)
    with pytest.raises(ValueError, match="at most 4000"):
        store.change_cell("spring", "run", "ideas", worked="x" * 4001)
    assert store.record("nordby") == record


@pytest.mark.parametrize("strange", ["nord\x00by", "x" * 10_000, "🙂", "' OR 1=1 --", "%", ""])
def test_an_address_with_a_strange_id_finds_nothing_and_breaks_nothing(store, record, strange):
    store.add_record(record)
    assert refusal(store.record, strange) is Code.GONE
    assert refusal(Workshops(store.engine, HOUSE).workshop, strange) is Code.GONE
    allowed(Code.GONE)(lambda: store.revision(strange))
    assert refusal(Workshops(store.engine, HOUSE).place, strange) in (Code.PLACE_UNKNOWN, Code.GONE)
    assert Keys(store.engine).rights([strange]).plans == frozenset()


@on_postgresql
def test_what_the_database_cannot_hold_is_refused_in_a_sentence(store):
    assert refusal(store.save_plan, Plan(id="x" * 33, name="Nord")) is Code.CANNOT_BE_KEPT
    assert store.plans() == []


def test_names_are_sorted_and_found_in_any_case_whatever_the_database_sorts_by(store):
    for name in ("ærø", "Åby", "aarhus", "Zoo", "ØST"):
        store.save_plan(Plan(name=name))
    assert [entry.plan.name for entry in store.plans()] == ["aarhus", "Zoo", "ærø", "ØST", "Åby"]
    assert store.find("Øst").name == "ØST"


def test_times_are_kept_to_the_last_digit_and_without_a_zone(store, servers):
    workshops = Workshops(store.engine, HOUSE)
    before = workshops.clock() - timedelta(seconds=1)
    workshops.change("evening", reveal("run"))
    (entry,) = [each for each in workshops.log("evening") if each.act == "reveal"]
    assert entry.at.tzinfo is None
    assert before < entry.at <= workshops.clock()


def test_a_blank_answer_is_no_answer(servers):
    store = servers[0]
    store.change_cell("spring", "run", "ideas", answer=None, roles=())
    assert ("run", "ideas") not in store.record("nordby").cells["spring"]


# Cold start


def test_on_sqlite_nothing_of_postgresql_is_loaded(databases: Databases, tmp_path):
    script = (
        "import sys; from ivac.store import open_store; open_store(sys.argv[1]).plans(); "
        "print('psycopg' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, databases.ready()], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == str(not databases.ready().startswith("sqlite"))
