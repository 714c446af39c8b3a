"""A participant's phone: joining with the code on the wall, and answering alone."""

from dataclasses import replace
from html import escape

import streamlit as st

from ivac.content import Scale, rated_scale
from ivac.entry import checked_name
from ivac.faults import Code, Refused
from ivac.language import Language
from ivac.model import PHASES, Activity, PhaseId, Step
from ivac.settings import settings
from ivac.steps import last_times
from ivac.store import OwnAnswer, OwnKey, Place
from ivac.ui import keys, registry
from ivac.ui.board import BoardSession, PhaseSheet, Sheet, Tap
from ivac.ui.context import steps, store, workshops
from ivac.ui.looking_back import reminders
from ivac.ui.parts import fail_after_rerun, heading, plain, show_faults
from ivac.ui.pulse import pulse
from ivac.workshop import MEETING, PERSPECTIVES, RESIDENTS_OWN, AgendaItem, Workshop

BOARD = BoardSession(keys.PHONE_BOARD, keys.PHONE_APPLIED)


# Joining


def caller() -> str:
    """Where the visitor calls from, as far as the server knows; only a keyed hash of it is ever kept."""
    # HTTPS comes from a proxy, which appends who called it; all that stands before, anybody can make up.
    if (settings().public_url or "").startswith("https:"):
        forwarded = st.context.headers.get("X-Forwarded-For", "").split(",")[-1].strip()
        if forwarded:
            return forwarded
    return st.context.ip_address or "here"


def show_way_in(language: Language) -> None:
    """The code, then who one is here; a code that does not work is said, and can be typed again."""
    code = st.query_params.get(keys.Q_CODE)
    workshop = _welcoming(code, language) if code else None
    if code and workshop:
        _offer_joining(workshop, code, language)
    else:
        _ask_for_code(language)


def _welcoming(code: str, language: Language) -> Workshop | None:
    refused_before = st.session_state.get(keys.REFUSED_CODE)
    try:
        if refused_before and refused_before[0] == code:
            raise Refused(refused_before[1])  # the page runs several times: that is still one try
        return workshops().welcoming(code, caller())
    except Refused as refused:
        st.session_state[keys.REFUSED_CODE] = code, refused.faults
        show_faults(refused, language)
        return None


def _ask_for_code(language: Language) -> None:
    t = language.t
    with st.form("code", border=False):
        typed = st.text_input(t("The code on the wall"), key=keys.JOIN_CODE, max_chars=20, autocomplete="off")
        if st.form_submit_button(t("Go on"), type="primary", width="stretch") and typed.strip():
            st.session_state.pop(keys.REFUSED_CODE, None)
            st.query_params[keys.Q_CODE] = typed
            st.rerun()


def _offer_joining(workshop: Workshop, code: str, language: Language) -> None:
    t = language.t
    with st.form("join", border=False):
        perspective = st.radio(
            t("Who are you in this?"), workshop.perspectives, index=None, key="perspective",
            format_func=lambda item: t(PERSPECTIVES[item]),
        )  # fmt: skip
        alias = ""
        if workshop.naming != "anonymous":
            label = t("Your name") if workshop.naming == "named" else t("A name of your choice, if you like")
            alias = st.text_input(label, max_chars=60, key="alias", autocomplete="off")
        st.markdown(plain(what_others_see(workshop, language)))
        if st.form_submit_button(t("Join"), type="primary", width="stretch"):
            _join(workshop, code, perspective, alias, language)


def what_others_see(workshop: Workshop, language: Language) -> str:
    """One honest sentence on what others will and will not see."""
    t = language.t
    if workshop.naming == "anonymous":
        return t(
            "Nobody is told what you answer. When the facilitator shows the picture, the room sees how many "
            "chose each level, never who, and no group of fewer than three."
        )
    if workshop.naming == "alias":
        return t(
            "The facilitator sees that this name has joined, not what it answers. When the picture is shown, the room "
            "sees how many chose each level, never who, and no group of fewer than three."
        )
    return t(
        "Your name is kept with your answers, and the facilitator sees that you have joined. No page shows who "
        "answered what: the room sees how many chose each level, and no group of fewer than three."
    )


def _join(workshop: Workshop, code: str, perspective: str | None, alias: str, language: Language) -> None:
    try:
        if perspective is None:
            raise Refused.because(Code.PERSPECTIVE_UNKNOWN)
        place = workshops().join(code, caller(), perspective, checked_name(alias))
    except Refused as refused:
        show_faults(refused, language)
        return
    address = {keys.Q_PLACE: place, keys.Q_LANGUAGE: language.code}
    st.switch_page(str(registry.RATE.path), query_params=address)


# Answering


def show(place_key: str, language: Language) -> None:
    """Everything on a participant's screen; the board runs on its own, so that a tap costs little."""
    place = workshops().place(place_key)
    workshop = workshops().workshop(place.workshop_id)
    pulse(place_key, workshop.step)
    if workshop.over:
        _ask_about_meeting(place, language)
    _answers(place, language)


@st.fragment
def _answers(place: Place, language: Language) -> None:
    try:
        _take_taps(place, language)
        _show_answers(place, language)
    except Refused as refused:
        if keys.PHONE_SHEET not in st.session_state:
            raise  # nothing stands here yet, so the page says it
        if not BOARD.new_taps():  # else it has been said of them already
            show_faults(refused, language)
        if refused.passes:
            # The board as it was: it holds what is not saved yet, and sends it again until it is.
            sheet, scale = st.session_state[keys.PHONE_SHEET]
            BOARD.draw(sheet, scale, language)


def _show_answers(place: Place, language: Language) -> None:
    workshop = workshops().workshop(place.workshop_id)
    activities = _on_the_agenda(workshop)
    if not activities:
        heading(language.t("Nothing to answer yet"))
        return
    given = workshops().own_answers(place)
    chosen = _chosen(workshop, activities, given)
    # From now on in the address: whoever answers the last phase stays here, and a reload comes back.
    st.query_params[keys.Q_ACTIVITY] = chosen.id
    item = workshop.item(chosen.id)
    _head(workshop, activities, chosen, given, language)
    _say_where_we_are(workshop, item, language)
    _draw_board(place, workshop, activities, chosen, given, language)


def _take_taps(place: Place, language: Language) -> None:
    def keep(tap: Tap) -> None:
        workshop_id, _, number = tap.assessment.partition(".")
        if workshop_id != place.workshop_id or not number.isdecimal():
            raise Refused.because(Code.NOT_IN_WORKSHOP)
        workshops().rate(place, tap.activity, tap.phase, int(number), tap.asked, tap.answer)

    BOARD.take(keep, language)


@st.cache_resource(max_entries=64, show_spinner=False)
def _activities_at(workshop_id: str, revision: int | None) -> dict[str, Activity]:
    del revision  # part of the cache's key
    plan_id = workshops().workshop(workshop_id).plan_id
    return {activity.id: activity for activity in store().activities(plan_id)}


@st.cache_resource(max_entries=64, show_spinner=False)
def _last_times_at(workshop_id: str, revision: int | None) -> tuple[Step, ...]:
    del revision  # part of the cache's key
    plan_id = workshops().workshop(workshop_id).plan_id
    newest_first = [workshop.id for workshop in workshops().of_plan(plan_id)]
    return tuple(last_times(steps().of_plan(plan_id), newest_first, workshop_id))


def _on_the_agenda(workshop: Workshop) -> tuple[Activity, ...]:
    known = _activities_at(workshop.id, store().revision(workshop.plan_id))
    return tuple(known[item.activity] for item in workshop.agenda if item.activity in known)


def _chosen(workshop: Workshop, activities: tuple[Activity, ...], given: dict[OwnKey, OwnAnswer]) -> Activity:
    """Where the facilitator is, else where the address is, else the first that is not fully answered."""
    by_id = {activity.id: activity for activity in activities}
    if workshop.follow and workshop.current in by_id:
        return by_id[workshop.current]
    asked = st.query_params.get(keys.Q_ACTIVITY)
    if asked in by_id:
        return by_id[asked]
    return next((item for item in activities if _answered(workshop, item.id, given) < len(PHASES)), activities[0])


def _answered(workshop: Workshop, activity_id: str, given: dict[OwnKey, OwnAnswer]) -> int:
    """How many phases of the activity's present round this participant has answered."""
    number = workshop.item(activity_id).round
    cells = (given.get((activity_id, phase, number)) for phase in PHASES)
    return sum(cell is not None and cell.answer is not None for cell in cells)


def _head(
    workshop: Workshop,
    activities: tuple[Activity, ...],
    chosen: Activity,
    given: dict[OwnKey, OwnAnswer],
    language: Language,
) -> None:
    t = language.t
    whole = [_answered(workshop, activity.id, given) == len(PHASES) for activity in activities]
    place = t(
        "Activity {number} of {total} · {done} all answered",
        number=activities.index(chosen) + 1, total=len(activities), done=sum(whole),
    )  # fmt: skip
    marks = "".join(
        f'<span class="{"on" if done else "off"}{" here" if activity == chosen else ""}"></span>'
        for activity, done in zip(activities, whole, strict=True)
    )
    st.html(f'<p class="place">{escape(place)}</p><div class="progress" aria-hidden="true">{marks}</div>')
    heading(chosen.name, chosen.description)


def _say_where_we_are(workshop: Workshop, item: AgendaItem, language: Language) -> None:
    t = language.t
    if workshop.state == "closed":
        st.info(t("The workshop is closed. Thank you for taking part. Below are your own answers."))
    elif workshop.state == "agreed":
        st.info(t("The room has agreed on its picture. Below are your own answers; they stay what they were."))
    elif item.revealed:
        st.info(t("The picture is on the wall. Your answers below are locked now."))
    elif item.round > 1:
        st.info(t("After the talk: how do you see it now? Your answers from before stay as they were."))


def _ask_about_meeting(place: Place, language: Language) -> None:
    """One tap: did the meeting help? The room sees how many said what, once three have."""
    t, given = language.t, place.participant.meeting

    def keep() -> None:
        try:
            workshops().rate_meeting(place, st.session_state[keys.MEETING])
        except Refused as refused:
            fail_after_rerun(refused, language)

    st.radio(
        t("Did this meeting help you talk about how residents are involved?"), list(MEETING), key=keys.MEETING,
        index=list(MEETING).index(given) if given else None, format_func=lambda item: t(MEETING[item]), on_change=keep,
    )  # fmt: skip


def _draw_board(
    place: Place,
    workshop: Workshop,
    activities: tuple[Activity, ...],
    chosen: Activity,
    given: dict[OwnKey, OwnAnswer],
    language: Language,
) -> None:
    t = language.t
    scale = rated_scale(workshop.scale, workshop.scale_version)
    item = workshop.item(chosen.id)
    resident = place.participant.perspective in RESIDENTS_OWN
    where = activities.index(chosen)

    def move(step: int) -> None:
        st.query_params[keys.Q_ACTIVITY] = activities[min(max(where + step, 0), len(activities) - 1)].id

    last_time = reminders(_last_times_at(workshop.id, store().revision(workshop.plan_id)), chosen.id, language)
    free = not (workshop.follow and workshop.state == "open")
    sheet = Sheet(
        activity=chosen.id,
        assessment=f"{workshop.id}.{item.round}",
        phases=tuple(
            replace(_phase_sheet(phase, item, given, scale, resident, language), before=last_time.get(phase, ""))
            for phase in PHASES
        ),
        resident=resident,
        desired=workshop.ask_desired,
        locked=item.revealed or workshop.state != "open",
        back=t("Back") if free and where > 0 else "",
        on=t("Next activity") if free and where < len(activities) - 1 else "",
    )
    st.session_state[keys.PHONE_SHEET] = sheet, scale
    BOARD.draw(sheet, scale, language, on_move=move)


def _phase_sheet(
    phase: PhaseId,
    item: AgendaItem,
    given: dict[OwnKey, OwnAnswer],
    scale: Scale,
    resident: bool,
    language: Language,
) -> PhaseSheet:
    words = language.words.phases[phase]
    mine = given.get((item.activity, phase, item.round), OwnAnswer(None, None))
    before = given.get((item.activity, phase, item.round - 1))
    said = ""
    if before is not None and before.answer in scale.level_ids:
        level = language.words.scales[scale.id].levels[str(before.answer)]
        said = language.t("Before the talk you answered: {level}", level=level.resident if resident else level.sentence)
    return PhaseSheet(
        id=phase,
        name=words.resident.name if resident else words.name,
        definition=words.resident.question if resident else words.definition,
        ask=(),
        answer=mine.answer,
        desired=mine.desired,
        said=said,
    )
