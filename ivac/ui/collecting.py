"""Collections of plans as a whole: the list, a new one, its keys, renaming and deleting."""

from collections.abc import Mapping
from html import escape

import streamlit as st

from ivac.collection import Collection, Member
from ivac.entry import checked_collection
from ivac.faults import Refused
from ivac.language import Language
from ivac.model import new_id
from ivac.ui import keys, registry
from ivac.ui.acting import permitted_in
from ivac.ui.asking import Question, ask_before
from ivac.ui.context import access_keys, collections, rights, visible_collections
from ivac.ui.live import address
from ivac.ui.parts import link, plain, say_after_rerun, show_faults


def described(collection: Collection, plans: int, language: Language) -> str:
    """How many plans are in it, and whether their names are hidden."""
    parts = [language.n("{count} plan", "{count} plans", plans)]
    if collection.hidden:
        parts.append(language.t("names are hidden: Area A, Area B …"))
    return " · ".join(parts)


def list_collections(language: Language) -> None:
    """The visitor's collections, each with the way to it."""
    t, sizes, visible = language.t, collections().sizes(), visible_collections()
    if not visible:
        st.info(t("There is no collection yet. Give one a name below; then bring plans into it."))
    for collection in visible:
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            size = sizes.get(collection.id, 0)
            about = plain(described(collection, size, language))
            st.markdown(f"**{plain(collection.name)}**  \n{about}", width="stretch")
            if size:
                link(registry.COMPARE, t("Compare"), ":material/compare_arrows:", collection=collection.id)
            link(registry.COLLECTION, t("Open"), ":material/edit:", collection=collection.id)


def offer_new(language: Language) -> None:
    """The form that begins a collection; who does not open everything gets its key link, shown once."""
    t = language.t
    st.header(t("Begin a collection"), anchor=False)
    if key := st.session_state.pop(keys.NEW_KEY, None):
        _show_once(key, language)
        words = escape(t("Open the collection in this browser"))
        st.html(f'<a class="leave" href="/key#{escape(key)}">{words}</a>')
    with st.form("new_collection", border=True, enter_to_submit=False, clear_on_submit=True):
        fields = _fields(None, language)
        if not st.form_submit_button(t("Begin the collection"), type="primary"):
            return
    try:
        collection = checked_collection({"id": new_id(), **fields}, _labels(language))
    except Refused as refused:
        show_faults(refused, language)
        return
    collections().save(collection)
    if rights().everything:
        st.switch_page(str(registry.COLLECTION.path), query_params={keys.Q_COLLECTION: collection.id})
    st.session_state[keys.NEW_KEY] = access_keys().make_for_collection(collection.id)
    say_after_rerun(t("“{name}” has begun. It opens by its key link alone.", name=collection.name))
    st.rerun()


def offer_keys(collection: Collection, language: Language) -> None:
    """The collection's key links: a new one is shown once, an old one can be made useless."""
    t = language.t

    def make() -> None:
        st.session_state[keys.NEW_KEY] = access_keys().make_for_collection(collection.id)

    revoke = permitted_in(collection.id, access_keys().revoke, language)
    st.markdown(plain(t("Whoever opens a key link may see this collection and change it. Share it like a key.")))
    for entry in access_keys().of_collection(collection.id):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(plain(t("Key link made {day}", day=language.date(entry.made.date()))), width="stretch")
            st.button(t("Make it useless"), key=f"revoke_{entry.id}", on_click=revoke, args=[entry.id])
    st.button(t("Make a key link"), on_click=permitted_in(collection.id, make, language), icon=":material/key:")
    if key := st.session_state.pop(keys.NEW_KEY, None):
        _show_once(key, language)


def offer_renaming(collection: Collection, members: Mapping[str, Member], language: Language) -> None:
    """The form that renames the collection and hides its plans' names; who may open all plans may show them again."""
    t = language.t
    mine = rights()
    may_name = not collection.hidden or mine.everything or members.keys() <= mine.plans
    with st.form("edit_collection", border=True, enter_to_submit=False):
        # Who may not open the plans cannot take their consent for them.
        fields = _fields(collection, language, may_name=may_name)
        if st.form_submit_button(t("Save")):
            try:
                rights().require_collection(collection.id)
                collections().save(checked_collection({"id": collection.id, **fields}, _labels(language)))
            except Refused as refused:
                show_faults(refused, language)
            else:
                say_after_rerun(t("The collection is saved."))
                st.rerun()


def offer_deleting(collection: Collection, language: Language) -> None:
    """The button that deletes the collection, after a question."""
    t = language.t

    def delete() -> None:
        collections().delete(collection.id)
        say_after_rerun(t("“{name}” is deleted.", name=collection.name))
        st.switch_page(str(registry.COLLECTIONS.path))

    loss = t("“{name}” and its key links will be gone. Its plans stay where they are.", name=collection.name)
    question = Question(collection.id, t("Delete the collection?"), loss, t("Delete the collection"), t("Keep it"))
    ask_before(question, t("Delete the collection …"), permitted_in(collection.id, delete, language))


def _show_once(key: str, language: Language) -> None:
    st.success(plain(language.t("Copy this link now; it is not shown again.")))
    st.code(f"{address()}/key#{key}", language=None)


def _labels(language: Language) -> dict[str, str]:
    return {"name": language.t("Name of the collection")}


def _fields(collection: Collection | None, language: Language, may_name: bool = True) -> dict[str, object]:
    about = collection.id if collection else "new"
    name = st.text_input(_labels(language)["name"], value=collection.name if collection else "", key=f"name_{about}")
    hidden = st.checkbox(
        language.t("Hide the plans’ names: Area A, Area B … for a workshop of several areas"),
        value=bool(collection and collection.hidden),
        key=f"hidden_{about}",
        disabled=not may_name,
    )
    return {"name": name, "hidden": hidden or not may_name}
