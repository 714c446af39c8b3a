"""The parts of the plan pages: lines about plans, activities and rounds, files to take away, deleting."""

import streamlit as st

from ivac.language import Language
from ivac.model import PHASES, Activity, Assessment, PlanRecord
from ivac.store import PlanEntry
from ivac.summaries import progress
from ivac.ui import keys, registry
from ivac.ui.acting import permitted
from ivac.ui.asking import Question, ask_before
from ivac.ui.context import NEW, access_keys, store
from ivac.ui.live import address
from ivac.ui.parts import link, plain, say_after_rerun


def describe(entry: PlanEntry, language: Language) -> None:
    """A plan in two lines."""
    plan = entry.plan
    years = "–".join(str(year) for year in (plan.start_year, plan.end_year) if year)
    known = [plan.area, plan.municipality, plan.organisation, years]
    known.append(language.n("{count} activity", "{count} activities", entry.activities))
    if plan.fictional:
        known.append(language.t("fictional"))
    st.markdown(f"**{plain(plan.name)}**  \n{plain(' · '.join(part for part in known if part))}", width="stretch")


def list_activities(record: PlanRecord, language: Language) -> None:
    """Every activity with how far its rating has come, and the way to its details."""
    t = language.t
    if not record.activities:
        st.info(t("The plan has no activities yet. Bring them in from a spreadsheet, or write them one by one."))
    cells = record.cells_of(record.latest)
    for number, activity in enumerate(record.activities, 1):
        with st.container(horizontal=True, vertical_alignment="center", key=f"row_{activity.id}"):
            text = f"{number}\\. **{plain(activity.name)}**"
            if record.latest:
                done = progress(activity, cells)
                text += "  \n" + t("{done} of {phases} phases rated", done=done, phases=len(PHASES))
            st.markdown(text, width="stretch")
            link(registry.WALK, t("Rate"), None, plan=record.plan.id, activity=activity.id)
            link(registry.ACTIVITY, t("Details"), None, plan=record.plan.id, activity=activity.id)


def list_assessments(record: PlanRecord, language: Language) -> None:
    """The plan's rounds of ratings, and the way to begin another."""
    t = language.t
    if not record.assessments:
        st.info(t("No round has begun. Walk the phases to begin the first."))
        return
    for assessment in record.assessments:
        scale = language.words.scales[assessment.scale]
        filled = sum(cell.answer is not None for cell in record.cells_of(assessment).values())
        count = language.n("{count} cell rated", "{count} cells rated", filled)
        version = t("version {number}", number=assessment.scale_version)
        recalled = [t("from memory")] if assessment.recalled else []
        with st.container(horizontal=True, vertical_alignment="center", key=f"round_{assessment.id}"):
            st.markdown(
                f"**{language.date(assessment.day)}**  \n" + " · ".join([f"{scale.name}, {version}", count, *recalled]),
                width="stretch",
            )
            link(registry.WALK, t("Walk"), None, plan=record.plan.id, round=assessment.id)
            link(registry.PICTURE, t("Picture"), None, plan=record.plan.id, round=assessment.id)
            link(registry.CHECKLIST, t("Checklist"), None, plan=record.plan.id, round=assessment.id)
            offer_deleting_assessment(record, assessment, language)
    with st.container(horizontal=True):
        link(registry.WALK, t("Begin a new round"), ":material/add:", plan=record.plan.id, round=NEW)
        if len(record.assessments) > 1:
            link(registry.CHANGE, t("What has changed"), ":material/compare_arrows:", plan=record.plan.id)


def offer_files(record: PlanRecord, language: Language) -> None:
    """The way to everything that can be taken away."""
    st.markdown(
        plain(language.t("Report, slides, pictures, tables for spreadsheets and statistics, and paper to print."))
    )
    link(registry.FILES, language.t("Take it away"), ":material/download:", plan=record.plan.id)


def offer_keys(record: PlanRecord, language: Language) -> None:
    """The plan's key links: a new one is shown once, an old one can be made useless."""
    t = language.t

    def make() -> None:
        st.session_state[keys.NEW_KEY] = access_keys().make(record.plan.id)

    revoke = permitted(record.plan.id, access_keys().revoke, language)
    st.markdown(plain(t("Whoever opens a key link may plan and lead workshops of this plan. Share it like a key.")))
    for entry in access_keys().entries(record.plan.id):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(plain(t("Key link made {day}", day=language.date(entry.made.date()))), width="stretch")
            st.button(t("Make it useless"), key=f"revoke_{entry.id}", on_click=revoke, args=[entry.id])
    st.button(t("Make a key link"), on_click=permitted(record.plan.id, make, language), icon=":material/key:")
    if key := st.session_state.pop(keys.NEW_KEY, None):
        st.success(plain(t("Copy this link now; it is not shown again.")))
        st.code(f"{address()}/key#{key}", language=None)


def offer_deleting_plan(record: PlanRecord, language: Language) -> None:
    """The button that deletes the plan, after a question that says what would be lost."""
    t = language.t

    def delete() -> None:
        store().delete_plan(record.plan.id)
        st.session_state.pop(keys.PLAN, None)
        say_after_rerun(t("“{name}” is deleted.", name=record.plan.name))
        st.switch_page(str(registry.PLANS.path))

    loss = t(
        "“{name}” with {activities}, {rounds} and {steps} will be gone. Take it away as a file first if in doubt.",
        name=record.plan.name,
        activities=language.n("{count} activity", "{count} activities", len(record.activities)),
        rounds=language.n("{count} round of ratings", "{count} rounds of ratings", len(record.assessments)),
        steps=language.n("{count} next step", "{count} next steps", len(record.steps)),
    )
    question = Question(record.plan.id, t("Delete the plan?"), loss, t("Delete the plan"), t("Keep it"))
    ask_before(question, t("Delete the plan …"), permitted(record.plan.id, delete, language))


def offer_deleting_activity(record: PlanRecord, activity: Activity, language: Language) -> None:
    """The button that deletes an activity, after a question that says what would be lost."""
    t = language.t

    def delete() -> None:
        store().delete_activity(activity.id)
        say_after_rerun(t("“{name}” is deleted.", name=activity.name))
        st.switch_page(str(registry.PLAN.path), query_params={keys.Q_PLAN: record.plan.id})

    loss = t("“{name}” with its next steps and all its ratings, in every round, will be gone.", name=activity.name)
    question = Question(activity.id, t("Delete the activity?"), loss, t("Delete the activity"), t("Keep it"))
    ask_before(question, t("Delete the activity …"), permitted(record.plan.id, delete, language))


def offer_deleting_assessment(record: PlanRecord, assessment: Assessment, language: Language) -> None:
    """The button that deletes a round, after a question that says what would be lost."""
    t = language.t

    def delete() -> None:
        store().delete_assessment(assessment.id)
        say_after_rerun(t("The round is deleted."))
        st.rerun()

    cells = language.n("{count} cell", "{count} cells", len(record.cells_of(assessment)))
    loss = t("The round of {day} with {cells} will be gone.", day=language.date(assessment.day), cells=cells)
    question = Question(assessment.id, t("Delete the round?"), loss, t("Delete the round"), t("Keep it"))
    ask_before(question, t("Delete …"), permitted(record.plan.id, delete, language), look="tertiary", icon=None)
