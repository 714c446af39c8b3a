"""An installation in which every table has rows: for what must carry over all of it."""

import contextlib
from datetime import date, datetime

import sqlalchemy as sa

from ivac.acts import agree, another_round, open_doors, reveal
from ivac.collection import Collection
from ivac.demo import demo_records
from ivac.faults import Refused
from ivac.model import PHASES, PlanRecord, Step
from ivac.store import Collections, Deeper, Keys, Sheets, Steps, Store, Workshops
from ivac.store.tables import metadata
from ivac.workshop import AgendaItem, OnPaper, Workshop

HOUSE = "the secret of this installation"
DAY = date(2026, 5, 3)
STRANGE = "ÆØÅ æøå, “citat” 🏃🏽‍♀️ 家 — \\u0000 \\ ' % \n\tny linje"
"""Signs of one byte to four, and those that mean something in SQL and JSON."""


def fill(store: Store, record: PlanRecord) -> dict[str, object]:
    """Fill a fresh store; the ids and keys by which what is in it can be found."""
    for demo in demo_records("da"):
        store.add_record(demo)
    store.add_record(record)
    deeper = Deeper(store.engine)
    deeper.change_breadth("spring", "run", residents=30, missing=("men", "elderly"), note=STRANGE)
    deeper.change_check("spring", "purpose", answer="partly", note="x" * 4000)
    store.change_cell("spring", "garden", "ideas", answer="informed", hard=STRANGE, roles=("performing",))
    workshops = Workshops(store.engine, HOUSE, lambda: datetime(2026, 5, 3, 9, 30, 15, 123456))
    agenda = (AgendaItem(activity="run"), AgendaItem(activity="cafe"))
    meeting = Workshop(
        id="evening", plan_id="nordby", day=DAY, scale="ivac", scale_version=1, agenda=agenda, naming="alias"
    )
    workshops.add(meeting)
    code = workshops.code(workshops.change("evening", open_doors()))
    assert code is not None
    places = [workshops.join(code, "here", "staff", alias) for alias in ("Ida 🙂", "Bo", "")]
    for number, key in enumerate(places):
        for phase in PHASES[: 4 + number]:
            workshops.rate(workshops.place(key), "run", phase, 1, "answer", "informed")
    on_paper = OnPaper(perspective="staff", sheets={"cafe": dict.fromkeys(PHASES, "dont_know")})
    Sheets(store.engine).add("evening", [on_paper])
    workshops.change("evening", reveal("run"))
    workshops.change("evening", another_round("run"))
    workshops.rate(workshops.place(places[0]), "run", "ideas", 2, "answer", None)
    workshops.agree("evening", "run", "ideas", answer="resident_joint")
    workshops.change("evening", reveal())
    workshops.change("evening", agree())
    workshops.rate_meeting(workshops.place(places[0]), "yes")
    with contextlib.suppress(Refused):
        workshops.welcoming("A" * len(code), "somebody")
    Steps(store.engine).add(
        Step(plan_id="nordby", activity="run", what=STRANGE, by=DAY, workshop="evening", made_on=DAY)
    )
    collections = Collections(store.engine)
    collections.save(Collection(id="all", name="Alle områder", hidden=True))
    collections.put_in("all", "nordby", named=False, texts=True)
    keys = [Keys(store.engine).make(plan_id) for plan_id in (None, "nordby")]
    return {"places": places, "keys": keys}


def rows_of(engine: sa.Engine) -> dict[str, list[dict[str, object]]]:
    """Every row of every table by its key, the same for the same content on any database."""
    found: dict[str, list[dict[str, object]]] = {}
    with engine.connect() as connection:
        for table in metadata.sorted_tables:
            rows = [dict(row) for row in connection.execute(sa.select(table)).mappings()]
            own = [column.name for column in table.primary_key]
            found[table.name] = sorted(rows, key=lambda row: [str(row[name]) for name in own])
    return found
