"""What every page asks first: which language, which store, which plan."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import TypeVar

import streamlit as st

from ivac import access
from ivac.collection import Collection
from ivac.content import Scale, rated_scale
from ivac.faults import Code, Refused
from ivac.language import CODES, Language, first_guess, language
from ivac.model import Activity, Assessment, PlanRecord
from ivac.settings import installation_secret, kept_since, settings
from ivac.store import (
    Collections,
    Country,
    Deeper,
    Keys,
    Neighbours,
    PlanEntry,
    Retention,
    Sheets,
    Steps,
    Store,
    Workshops,
    open_store,
)
from ivac.ui import keys
from ivac.workshop import Workshop

NEW = "new"
"""In the address: something that does not exist yet."""


def current_language() -> Language:
    """The visitor's language: chosen in this session, else named in the address, else the browser's best."""
    chosen = st.session_state.get(keys.LANGUAGE) or st.query_params.get(keys.Q_LANGUAGE)
    if chosen not in CODES:
        chosen = first_guess(st.context.headers.get("Accept-Language"))
    return language(chosen)


def choose_language(code: str) -> None:
    """Change the language for this session and in the address."""
    st.session_state[keys.LANGUAGE] = code
    st.query_params[keys.Q_LANGUAGE] = code


@st.cache_resource
def store() -> Store:
    """The store of this process, opened and brought up to date once."""
    return open_store(settings().database_url)


@st.cache_resource
def workshops() -> Workshops:
    """The live workshops of this process's store."""
    return Workshops(store().engine, installation_secret())


@st.cache_resource
def sheets() -> Sheets:
    """The answers on paper of this process's store."""
    return Sheets(store().engine)


@st.cache_resource
def steps() -> Steps:
    """The next steps of this process's store."""
    return Steps(store().engine)


@st.cache_resource
def deeper() -> Deeper:
    """What is said beside the levels, of this process's store."""
    return Deeper(store().engine)


@st.cache_resource
def country() -> Country:
    """All plans of this process's store together."""
    return Country(store().engine)


@st.cache_resource
def neighbours() -> Neighbours:
    """What plans see in one another, of this process's store."""
    return Neighbours(store().engine)


@st.cache_resource
def retention() -> Retention:
    """What forgets the people of this process's store."""
    return Retention(store().engine)


@st.cache_resource(ttl=timedelta(hours=6))
def forget_old_answers() -> None:
    """Delete what people answered longer ago than the installation keeps it; looked after a few times a day."""
    if months := settings().keep_months:
        retention().forget_before(kept_since(date.today(), months))


@st.cache_resource
def access_keys() -> Keys:
    """The key links of this process's store."""
    return Keys(store().engine)


@st.cache_resource
def collections() -> Collections:
    """The collections of plans of this process's store."""
    return Collections(store().engine)


def rights() -> access.Rights:
    """What this visitor may plan and facilitate: on this machine everything, else by sign-in or key links."""
    return rights_later()()


def rights_later() -> Callable[[], access.Rights]:
    """What asks for this visitor's rights again where no page runs, as when a file is made for a download.

    The visitor's keys are those of now; whether they still open something is asked each time.
    """
    if not served() or (signed_in() and access.may_sign_in(st.user.to_dict(), settings().sign_in)):
        return lambda: access.Rights(everything=True)
    held, kept = access.keys_in(st.context.cookies.get(access.KEY_COOKIE)), access_keys()
    return lambda: kept.rights(held)


@st.cache_resource
def require_guard() -> None:
    """Raise `Refused` where others can reach this server and nothing asks who they are; found out once a process.

    So it is where servers share a database and this one has no secret, or another one than they.
    """
    address, public_url = st.get_option("server.address"), settings().public_url
    if access.serves_others(address, public_url):
        access.require_guarded(address, public_url, access_keys().count(), sign_in_ready(), settings().sign_in)
    if settings().shares_database:
        workshops().require_same_secret()


def sign_in_ready() -> bool:
    """Whether sign-in by OpenID Connect is set up in Streamlit's secrets."""
    try:
        return "auth" in st.secrets
    except FileNotFoundError:
        return False


def served() -> bool:
    """Whether others can reach this server, so that somebody has to ask who they are."""
    return access.serves_others(st.get_option("server.address"), settings().public_url)


def signed_in() -> bool:
    """Whether the visitor has signed in by OpenID Connect; never where that is not set up."""
    return bool(getattr(st.user, "is_logged_in", False))


def visible_plans() -> list[PlanEntry]:
    """The plans that this visitor may open, by name."""
    mine = rights()
    return [entry for entry in store().plans() if mine.everything or entry.plan.id in mine.plans]


def visible_collections() -> list[Collection]:
    """The collections that this visitor may open, by name."""
    mine = rights()
    return [each for each in collections().entries() if mine.everything or each.id in mine.collections]


def current_collection() -> Collection | None:
    """The collection that the address names, else the first that this visitor may open; None when there is none.

    Raises `Refused` for one that is not here or that this visitor may not open.
    """
    asked = st.query_params.get(keys.Q_COLLECTION)
    if asked is None:
        found = next(iter(visible_collections()), None)
        if found:
            st.query_params[keys.Q_COLLECTION] = found.id
        return found
    rights().require_collection(asked)
    return collections().collection(asked)


@st.cache_resource(max_entries=64, show_spinner=False)
def _record_at(plan_id: str, revision: int) -> PlanRecord:
    del revision  # part of the cache's key, so that every write is seen
    return store().record(plan_id)


def record(plan_id: str) -> PlanRecord:
    """The plan as it is now, if this visitor may see it; read only when its revision has changed."""
    rights().require(plan_id)
    revision = store().revision(plan_id)
    if revision is None:
        st.session_state.pop(keys.PLAN, None)
        return store().record(plan_id)
    return _record_at(plan_id, revision)


def current_record() -> PlanRecord | None:
    """The plan that the address names, else the session's last one, else the newest; None when there is none."""
    asked = st.query_params.get(keys.Q_PLAN) or st.session_state.get(keys.PLAN)
    if asked is None or (keys.Q_PLAN not in st.query_params and store().revision(asked) is None):
        asked = newest_plan()
    if asked is None:
        return None
    found = record(asked)
    go_to_plan(found.plan.id)
    return found


def newest_plan() -> str | None:
    """The newest plan that this visitor may open; None when there is none."""
    mine = rights()
    return store().newest(None if mine.everything else mine.plans)


def current_workshop() -> Workshop | None:
    """The workshop that the address names, else the plan's newest; None when there is none.

    Raises `Refused` for one that is not here or that this visitor may not facilitate.
    """
    asked = st.query_params.get(keys.Q_WORKSHOP)
    if asked is None:
        found = current_record()
        newest = next(iter(workshops().of_plan(found.plan.id)), None) if found else None
        if newest:
            st.query_params[keys.Q_WORKSHOP] = newest.id
        return newest
    workshop = workshops().workshop(asked)
    rights().require(workshop.plan_id)
    return workshop


def go_to_plan(plan_id: str) -> None:
    """Keep the plan in the address and the session, so that a link or another page finds it again."""
    st.session_state[keys.PLAN] = plan_id
    if st.query_params.get(keys.Q_PLAN) != plan_id:
        st.query_params[keys.Q_PLAN] = plan_id


def address_of(found: PlanRecord, assessment: Assessment | None) -> dict[str, str]:
    """The address parameters that lead another page to the same plan and round."""
    plan = {keys.Q_PLAN: found.plan.id}
    return plan | {keys.Q_ASSESSMENT: assessment.id} if assessment else plan


def current_assessment(found: PlanRecord) -> Assessment | None:
    """The round that the address names, else the plan's latest; raises `Refused` for one that is not here."""
    asked = st.query_params.get(keys.Q_ASSESSMENT, NEW)
    if asked == NEW:
        return found.latest
    return named(asked, {assessment.id: assessment for assessment in found.assessments})


def scale_of(assessment: Assessment) -> Scale:
    """The scale an assessment is on."""
    return rated_scale(assessment.scale, assessment.scale_version)


def current_activity(found: PlanRecord) -> Activity | None:
    """The activity that the address names, else the plan's first; raises `Refused` for one that is not here."""
    asked = st.query_params.get(keys.Q_ACTIVITY)
    if asked is None:
        return found.activities[0] if found.activities else None
    return named(asked, {activity.id: activity for activity in found.activities})


T = TypeVar("T")


def named(asked: str, known: dict[str, T]) -> T:
    """What the address names; raises `Refused` for something that is not here."""
    if asked not in known:
        raise Refused.because(Code.GONE)
    return known[asked]
