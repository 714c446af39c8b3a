"""The facilitator's desk: what to do now, how far people have come, what the wall shows, what to talk about first."""

from collections.abc import Callable

import streamlit as st

from ivac import acts
from ivac.acts import Act
from ivac.language import Language
from ivac.model import Activity
from ivac.patterns import tell
from ivac.ui import keys, registry
from ivac.ui.acting import permitted
from ivac.ui.asking import Look, Question, ask_before
from ivac.ui.clock import clock
from ivac.ui.context import served, workshops
from ivac.ui.live import address, follow, joined_words, qr_code, wall_view
from ivac.ui.live import join_address as address_with
from ivac.ui.moment import Live
from ivac.ui.parts import heading, link, plain, table
from ivac.ui.patterns import cards_of, show_cards
from ivac.ui.talking import on_wall, put_on_wall, show_steps_of_talk
from ivac.ui.workshop_parts import title_of
from ivac.workshop import LOGGED, MEETING, STATES, WALL_VIEWS, WallView, Workshop, about_meeting

MINUTES = (2, 5, 10, 15, 20, 30)
"""The timer's choices."""


def act_on(workshop: Workshop, act: Act, language: Language) -> Callable[[], None]:
    """A callback that does an act if the visitor may, or keeps its refusal for the page."""

    def run() -> None:
        workshops().change(workshop.id, act)

    return permitted(workshop.plan_id, run, language)


def show_head(shown: Live, language: Language) -> None:
    """Which workshop this is, where it stands, and the ways on."""
    t, workshop = language.t, shown.workshop
    heading(
        title_of(workshop, language),
        f"{shown.plan.plan.name} · {language.date(workshop.day)} · {t(STATES[workshop.state])}",
    )
    # A page drawn anew under an open dialog would take away what is being typed there.
    if keys.DESK_AGREE not in st.session_state and keys.ASKED not in st.session_state:
        follow(workshop.id, workshop.version)
    with st.container(horizontal=True, vertical_alignment="center", key="ways_on"):
        _next_act(shown, language)
        link(registry.LIVE, t("Show on the wall"), ":material/fullscreen:", workshop=workshop.id)
        link(registry.WORKSHOP, t("Change the preparation"), ":material/edit:", workshop=workshop.id)
        link(registry.STEPS, t("Next steps"), ":material/checklist:", plan=workshop.plan_id, workshop=workshop.id)
        link(registry.PLAN, t("The plan"), ":material/list:", plan=workshop.plan_id)
        if workshop.state != "closed":
            link(registry.PAPER, t("On paper"), ":material/print:", workshop=workshop.id)
        link(registry.GUIDE, t("Guide"), ":material/menu_book:", plan=workshop.plan_id, workshop=workshop.id)


def _next_act(shown: Live, language: Language) -> None:
    """The one act that comes next in this state, and the end."""
    t, workshop = language.t, shown.workshop
    if workshop.state == "draft":
        st.button(
            t("Open the workshop"), type="primary", key="act_open",
            on_click=act_on(workshop, acts.open_doors(), language),
        )  # fmt: skip
    elif workshop.state == "open":
        begun = sum(progress.begun > progress.done for progress in shown.progress.values())
        words = t("All answers lock, and the room sees the picture. This cannot be taken back.")
        if begun:
            words += " " + language.n(
                "In {count} activity somebody is still answering.",
                "In {count} activities somebody is still answering.",
                begun,
            )
        question = Question(f"{workshop.id}_reveal", t("Reveal everything?"), words, t("Reveal"), t("Not yet"))
        _ask(question, t("Reveal everything …"), acts.reveal(), shown, language)
    elif workshop.state == "revealed":
        agreed = len(workshops().agreed(workshop.id))
        words = language.n(
            "{count} cell is agreed. It becomes the plan’s picture; each person’s answers stay what they were.",
            "{count} cells are agreed. They become the plan’s picture; each person’s answers stay what they were.",
            agreed,
        )
        question = Question(f"{workshop.id}_agree", t("Is this your picture?"), words, t("We agree"), t("Not yet"))
        _ask(question, t("We agree …"), acts.agree(), shown, language)
    elif workshop.state in ("agreed", "closed") and workshops().agreed(workshop.id):
        here = {"plan": workshop.plan_id, "round": workshop.id}
        link(registry.PICTURE, t("The plan’s picture"), ":material/grid_on:", **here)
        link(registry.FILES, t("Take it away"), ":material/download:", **here)
    if workshop.welcomes:
        words = t("Nobody joins or answers any more, and the code stops working.")
        if workshop.state != "agreed":
            words += " " + t("What the room has agreed so far does not become the plan’s picture.")
        question = Question(
            f"{workshop.id}_close", t("Close the workshop?"), words, t("Close the workshop"), t("Not yet")
        )
        look: Look = "primary" if workshop.state == "agreed" else "secondary"
        ask_before(question, t("Close …"), act_on(workshop, acts.close(), language), look, None)


def _ask(question: Question, label: str, act: Act, shown: Live, language: Language) -> None:
    ask_before(question, label, act_on(shown.workshop, act, language), "primary", None)


def show_way_in(shown: Live, language: Language) -> None:
    """The code for phones, who has joined, and a new code."""
    t, workshop = language.t, shown.workshop
    said = [joined_words(shown.participants, language)]
    if on_paper := sum(person.source == "paper" for person in shown.participants):
        said.append(language.n("{count} of them on paper", "{count} of them on paper", on_paper))
    st.markdown(plain(" · ".join(said)))
    if names := sorted(person.alias for person in shown.participants if person.alias):
        with st.expander(t("Who has joined")):
            st.markdown(plain(", ".join(names)))
    if not workshop.welcomes:
        return
    code = workshops().code(workshop)
    if code:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.html(
                qr_code(address_with(code, workshop), t("QR code that leads to the same address with the code")),
                width="content",
            )
            st.markdown(f"{plain(address() + '/join')}  \n**{' '.join(code)}**")
    else:
        st.warning(t("The code has expired. Make a new one."))
    st.button(t("New code"), on_click=act_on(workshop, acts.new_code(), language), key="act_new_code")
    if not served():
        st.info(
            t(
                "Phones cannot reach this address: the program serves this machine only. "
                "The README says how to change that."
            )
        )


def show_agenda(shown: Live, language: Language) -> None:
    """Each activity with how many have answered it, and what can be done with it."""
    order = [item.activity for item in shown.workshop.agenda]
    for place, activity in enumerate(shown.activities):
        with st.container(border=True, key=f"agenda_{activity.id}", gap="small"):
            with st.container(horizontal=True, gap="xsmall", wrap=False):
                st.markdown(_agenda_words(shown, place, activity, language), width="stretch")
                if shown.workshop.state != "closed":
                    _order_acts(shown.workshop, activity, order, language)
            with st.container(horizontal=True, vertical_alignment="center"):
                _agenda_acts(shown, activity, language)


def _agenda_words(shown: Live, place: int, activity: Activity, language: Language) -> str:
    t, item = language.t, shown.workshop.item(activity.id)
    words = [t("{done} of {people} have answered", done=shown.done(activity.id), people=len(shown.participants))]
    if item.round > 1:
        words.append(t("round {number}", number=item.round))
    if item.revealed:
        words.append(t("revealed"))
    if shown.workshop.current == activity.id:
        words.append(t("the room is here"))
    return f"**{place + 1}\\. {plain(activity.name)}**  \n{plain(' · '.join(words))}"


def _agenda_acts(shown: Live, activity: Activity, language: Language) -> None:
    t, workshop = language.t, shown.workshop
    item = workshop.item(activity.id)
    if workshop.state == "closed":
        return
    st.button(
        t("Go here"), key=f"go_{activity.id}", disabled=workshop.state == "draft",
        on_click=act_on(workshop, acts.show("activity", activity.id), language),
        help=t("The wall shows it, and with “follow me” every phone."),
    )  # fmt: skip
    if workshop.state == "open" and not item.revealed:
        words = t(
            "{done} of {people} have answered. Their answers lock, and the room sees how many chose each level.",
            done=shown.done(activity.id), people=len(shown.participants),
        )  # fmt: skip
        title = t("Reveal “{name}”?", name=activity.name)
        question = Question(f"{activity.id}_reveal", title, words, t("Reveal"), t("Not yet"))
        ask_before(question, t("Reveal …"), act_on(workshop, acts.reveal(activity.id), language), "secondary", None)
    if workshop.state in ("open", "revealed") and item.revealed:
        st.button(
            t("Another round"), key=f"again_{activity.id}",
            on_click=act_on(workshop, acts.another_round(activity.id), language),
            help=t("People answer once more after the talk; the first round is kept beside it."),
        )  # fmt: skip


def _order_acts(workshop: Workshop, activity: Activity, order: list[str], language: Language) -> None:
    t, place = language.t, order.index(activity.id)
    for label, step, spoken in (("↑", -1, t("Earlier")), ("↓", 1, t("Later"))):
        st.button(
            label, key=f"order_{step}_{activity.id}", help=spoken, disabled=not 0 <= place + step < len(order),
            on_click=act_on(workshop, acts.order(_moved(order, place, step)), language),
        )  # fmt: skip


def _moved(order: list[str], place: int, step: int) -> list[str]:
    moved = list(order)
    if 0 <= place + step < len(order):
        moved[place], moved[place + step] = moved[place + step], moved[place]
    return moved


def show_controls(shown: Live, language: Language) -> None:
    """What the wall shows, whether phones follow, and the timer."""
    t, workshop = language.t, shown.workshop
    views: dict[WallView, str] = {view: t(name) for view, name in WALL_VIEWS.items()}

    def choose() -> None:
        act_on(workshop, acts.show(st.session_state[keys.WALL_VIEW]), language)()

    with st.container(horizontal=True, vertical_alignment="center"):
        # A list that held the choice would send it with the next look at the version and undo an arrow key.
        st.menu_button(
            t("The wall shows …"), list(views), key=keys.WALL_VIEW, format_func=lambda view: plain(views[view]),
            on_click=choose, disabled=workshop.state == "draft",
        )  # fmt: skip
        st.markdown(plain(views[workshop.wall]))
    if workshop.state == "closed":
        return
    st.session_state[keys.FOLLOW] = workshop.follow

    def switch() -> None:
        act_on(workshop, acts.follow_me(st.session_state[keys.FOLLOW]), language)()

    st.toggle(t("Follow me: every phone shows the activity that you are at"), key=keys.FOLLOW, on_change=switch)
    with st.container(horizontal=True, vertical_alignment="center"):
        for minutes in MINUTES:
            st.button(
                language.n("{count} minute", "{count} minutes", minutes), key=f"timer_{minutes}",
                on_click=act_on(workshop, acts.set_timer(minutes), language),
            )  # fmt: skip
        if workshop.timer_until:
            clock(workshop.timer_until, language, "desk_clock")
            st.button(t("Stop the timer"), on_click=act_on(workshop, acts.set_timer(None), language))


def show_wall_table(shown: Live, language: Language) -> None:
    """The numbers of the wall's picture as a table."""
    if shown.workshop.state == "draft" or shown.workshop.wall == "join":
        return
    found = wall_view(shown.workshop.wall, shown, language)
    if found.picture:
        with st.expander(language.t("The wall’s picture as a table"), icon=":material/table:"):
            table(found.picture.table, found.title)


def show_talk_first(shown: Live, language: Language) -> None:
    """Three findings with their question, a note for the facilitator's eyes, and the way to put each on the wall."""
    t = language.t
    if not shown.seen_activities:
        st.info(t("When something is revealed, three places to talk about first stand here."))
        return
    if not shown.findings:
        st.markdown(plain(t("Nothing stands out in what the room has seen.")))
    with st.container(horizontal=True, key="steps_of_talk"):
        show_steps_of_talk(shown, language)
    for place, finding in enumerate(shown.findings):
        told = tell(finding, language)
        with st.container(border=True, gap="small", key=f"talk_{finding.activity}_{place}"):
            st.markdown(f"**{plain(shown.names[finding.activity])}**  \n{plain(told.sentence)}")
            st.markdown(f"**{plain(told.question)}**")
            st.caption(plain(t("To you: {note}", note=told.note)))
            st.caption(plain(t("Rests on: {cells}", cells=told.rests_on)))
            if cards_of(finding.pattern):
                with st.popover(t("Something to tell and ask")):
                    show_cards(finding.pattern, language)
            st.button(
                t("On the wall"), key=f"talk_wall_{finding.activity}_{place}", disabled=on_wall(shown) == place,
                on_click=act_on(shown.workshop, put_on_wall(shown, place), language),
            )  # fmt: skip


def show_meeting(shown: Live, language: Language) -> None:
    """At the end: whether the meeting helped, in the participants' own view."""
    t = language.t
    if not shown.workshop.over:
        return
    st.header(t("Did the meeting help?"), anchor=False)
    counts = about_meeting(shown.participants)
    if counts is None:
        st.caption(t("The phones ask. You see how many answered what once three people have."))
    else:
        st.markdown(plain(" · ".join(f"{t(MEETING[answer])}: {people}" for answer, people in counts.items())))


def show_log(shown: Live, language: Language) -> None:
    """The facilitator's acts with their times."""
    t = language.t
    with st.expander(t("What happened when")):
        entries = workshops().log(shown.workshop.id)
        if not entries:
            st.caption(t("Nothing yet: the workshop is being prepared."))
        for entry in entries:
            name = shown.names.get(entry.activity or "", "")
            if entry.sheets:
                name = language.n("{count} sheet", "{count} sheets", entry.sheets)
            which = f": {name}" if name else ""
            st.markdown(plain(f"{language.time(entry.at)} · {t(LOGGED[entry.act])}{which}"))
