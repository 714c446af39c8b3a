"""The choices that hold across all pictures of a comparison. They live in the address, so that a view can be sent."""

from collections.abc import Callable, Mapping

import streamlit as st

from ivac.content import load
from ivac.faults import N_, Code, Refused
from ivac.language import Language
from ivac.model import DAYS
from ivac.selection import FACET_LISTS, FACETS, SKILLS, Facet, Selection, from_address, to_address
from ivac.sorting import name_order
from ivac.store import Beside
from ivac.ui import keys
from ivac.ui.parts import plain
from ivac.workshop import GROUPS

TELL_THE_AREA: tuple[Facet, ...] = ("municipality", "region")
"""What would tell which area a plan is, where names are hidden."""
DAY_NAMES = {"since": N_("Rounds from"), "until": N_("Rounds until")}
ACROSS = 3


def selection_in_address(prefix: str = "", hidden: bool = False) -> Selection:
    """What the address chooses; raises `Refused` for what cannot be chosen."""
    size = len(prefix)
    named = {name[size:]: value for name, value in st.query_params.items() if name.startswith(prefix)}
    selection = from_address(named)
    for name, day in (("since", selection.since), ("until", selection.until)):
        if day and not DAYS[0] <= day <= DAYS[1]:
            raise Refused.because(Code.DAY_UNLIKELY, day=named[name])
    if hidden and (told := next((facet for facet in TELL_THE_AREA if selection.chosen.get(facet)), None)):
        raise Refused.because(Code.UNKNOWN_CHOICE, value="|".join(selection.chosen[told]), field=FACETS[told])
    return selection


def held_in_address() -> dict[str, str]:
    """The parameters that hold on every page where plans stand beside one another: whose plans, and the choices."""
    everywhere = (keys.Q_COLLECTION, keys.Q_PLANS, *FACETS, *DAY_NAMES, "perspective")
    return {name: st.query_params[name] for name in everywhere if name in st.query_params}


class Filters:
    """The fields for one selection; `prefix` begins its parameters in the address."""

    def __init__(
        self, selection: Selection, beside: Beside, language: Language, hidden: bool, prefix: str = ""
    ) -> None:
        self.selection, self.beside, self.hidden, self.prefix = selection, beside, hidden, prefix
        self.language, self.t = language, language.t

    def show_panel(self, label: str, more: Callable[[], None] | None = None) -> None:
        """All choices, each with how many there are under the other ones; and `more` fields below them."""
        with st.expander(label, icon=":material/filter_alt:", key=f"{keys.FILTER}{self.prefix}panel"):
            st.caption(
                self.t(
                    "Beside each choice stands how many there are under your other choices: plans for what a plan is, "
                    "activities for what an activity is."
                )
            )
            facets = [facet for facet in FACETS if not (self.hidden and facet in TELL_THE_AREA)]
            for start in range(0, len(facets), ACROSS):
                for facet, column in zip(facets[start : start + ACROSS], st.columns(ACROSS), strict=False):
                    with column:
                        self._facet(facet)
            since, until, people = st.columns(ACROSS)
            for name, column in (("since", since), ("until", until)):
                with column:
                    self._day(name)
            with people:
                self._perspective()
            if more:
                more()

    def show_active(self) -> None:
        """What is chosen, each with a way to take it off."""
        chosen = list(self._active())
        if not chosen:
            return
        with st.container(horizontal=True, vertical_alignment="center", key=f"{keys.FILTER}{self.prefix}active"):
            words = self.language.n("{count} choice holds:", "{count} choices hold:", len(chosen))
            st.markdown(words, width="content")
            for name, value, text in chosen:
                st.button(
                    plain(text), icon=":material/close:", key=f"{keys.FILTER}{self.prefix}off_{name}_{value}",
                    help=self.t("Take this choice off"), on_click=self._take_off, args=[name, value],
                )  # fmt: skip
            if len(chosen) > 1:
                st.button(
                    self.t("Take all off"), key=f"{keys.FILTER}{self.prefix}all_off", type="tertiary",
                    on_click=self._take_all_off,
                )  # fmt: skip

    def name(self, facet: Facet, value: str) -> str:
        """How a value is called."""
        if facet == "skill":
            return self.t("Yes") if SKILLS[value] else self.t("No")
        if facet in FACET_LISTS:
            return self.language.words.item(FACET_LISTS[facet], value).name
        return value

    @property
    def said(self) -> str:
        """All that is chosen, as one line; empty where nothing is."""
        return " · ".join(text for *_, text in self._active())

    def _active(self) -> list[tuple[str, str, str]]:
        t, selection = self.t, self.selection
        found: list[tuple[str, str, str]] = [
            (facet, value, f"{t(FACETS[facet])}: {self.name(facet, value)}")
            for facet in FACETS
            for value in selection.chosen.get(facet, ())
        ]
        days = (("since", selection.since), ("until", selection.until))
        found += [(name, "", f"{t(DAY_NAMES[name])}: {self.language.date(day)}") for name, day in days if day]
        if selection.perspective:
            found.append(("perspective", "", f"{t('Answers of')}: {t(GROUPS[selection.perspective])}"))
        return found

    def _facet(self, facet: Facet) -> None:
        numbers, chosen = self.beside.facets[facet], self.selection.chosen.get(facet, ())
        key = self._key(facet)
        st.session_state[key] = list(chosen)
        st.multiselect(
            self.t(FACETS[facet]), self._offered(facet, numbers, chosen), key=key, placeholder=self.t("All"),
            format_func=self._counted(facet, numbers), on_change=self._keep_several, args=[facet],
        )  # fmt: skip

    def _offered(self, facet: Facet, numbers: Mapping[str, int], chosen: tuple[str, ...]) -> list[str]:
        """What occurs here or is chosen, in the order of its list, and else of its name."""
        offered = {*numbers, *chosen}
        if facet in FACET_LISTS or facet == "skill":
            known = SKILLS if facet == "skill" else load().lists.ids(FACET_LISTS[facet])
            return [value for value in known if value in offered]
        return sorted(offered, key=name_order)

    def _counted(self, facet: Facet, numbers: Mapping[str, int]) -> Callable[[str], str]:
        return lambda value: f"{self.name(facet, value)} · {self.language.number(numbers.get(value, 0))}"

    def _day(self, name: str) -> None:
        key = self._key(name)
        st.session_state[key] = getattr(self.selection, name)
        st.date_input(
            self.t(DAY_NAMES[name]), value=None, min_value=DAYS[0], max_value=DAYS[1], format="DD/MM/YYYY", key=key,
            on_change=self._keep_one, args=[name],
        )  # fmt: skip

    def _perspective(self) -> None:
        key, numbers = self._key("perspective"), self.beside.people
        chosen = self.selection.perspective
        st.session_state[key] = chosen
        offered = [each for each in GROUPS if each in numbers or each == chosen]
        st.selectbox(
            self.t("Answers of"), offered, index=None, key=key, placeholder=self.t("What was agreed"),
            format_func=lambda each: f"{self.t(GROUPS[each])} · {self.language.number(numbers.get(each, 0))}",
            on_change=self._keep_one, args=["perspective"],
        )  # fmt: skip

    def _key(self, name: str) -> str:
        return f"{keys.FILTER}{self.prefix}{name}"

    def _keep_several(self, facet: Facet) -> None:
        self._put(facet, "|".join(st.session_state[self._key(facet)]))

    def _keep_one(self, name: str) -> None:
        value = st.session_state[self._key(name)]
        self._put(name, str(value) if value else "")

    def _take_off(self, name: str, value: str) -> None:
        kept = [each for each in st.query_params.get(self.prefix + name, "").split("|") if each != value]
        self._put(name, "|".join(kept) if value else "")

    def _take_all_off(self) -> None:
        for name in to_address(self.selection):
            self._put(name, "")

    def _put(self, name: str, value: str) -> None:
        if value:
            st.query_params[self.prefix + name] = value
        else:
            st.query_params.pop(self.prefix + name, None)
        st.query_params.pop(keys.Q_PART, None)
