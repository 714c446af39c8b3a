"""Small parts that several pages show: styles, headings, faults, tables, pictures."""

import re
from html import escape
from pathlib import Path

import streamlit as st

from ivac.charts import Picture, Table
from ivac.faults import Refused
from ivac.language import Language
from ivac.model import Plan
from ivac.ui import keys
from ivac.ui.registry import PageSpec

FOLDER = Path(__file__).parent
MOST_FAULTS = 20
"""More at once help nobody; the first ones tell what to mend."""


def style(name: str) -> None:
    """Load one of the style sheets beside this file (`page` or `wall`, on top of `base`)."""
    st.html(FOLDER / "base.css")
    st.html(FOLDER / f"{name}.css")


def show_faults(refused: Refused, language: Language) -> None:
    """Say what is wrong, each fault as a sentence of its own."""
    texts = refused.texts(language)
    for text in texts[:MOST_FAULTS]:
        st.error(plain(text), icon=":material/error:")
    if len(texts) > MOST_FAULTS:
        more = len(texts) - MOST_FAULTS
        st.error(language.n("… and {count} more of this kind.", "… and {count} more of this kind.", more))


def fictional_mark(plan: Plan, language: Language) -> str:
    """What is said beside a plan's name: that it is invented, or where it was read from."""
    if plan.fictional:
        return language.t("Fictional plan: the area and the ratings are invented.")
    if plan.source:
        return language.t("Read from: {source}", source=plan.source)
    return ""


MARKS = re.compile(r"([\\`*_{}\[\]()#+\-.!|~>$:<&=])")
ACTS_AFTER_ESCAPING = re.compile(r"(:(?=[\w/])|[-<>=~](?=[-<>=~])|@|\bwww(?=\.))")
WORD_JOINER = "\u2060"


def plain(text: str) -> str:
    """Text that people wrote, kept from being read as Markdown.

    Icons, arrows and links are made after the escapes are undone; an invisible mark inside them keeps them text.
    """
    joined = ACTS_AFTER_ESCAPING.sub(rf"\1{WORD_JOINER}", " ".join(text.split()))
    return MARKS.sub(r"\\\1", joined)


def strong(text: str) -> str:
    """A text of the catalogue as a line that stands out."""
    return f"**{text}**"


def heading(title: str, below: str = "") -> None:
    """A page's title, with one calm line below."""
    st.title(plain(title), anchor=False)
    if below:
        st.caption(plain(below))


def start_with(key: str, value: object) -> str:
    """The key of a field that starts with this value and can be emptied again.

    Streamlit takes an emptied number, date or choice back to the field's own default, so it gets none.
    """
    st.session_state.setdefault(key, value)
    return key


def link(spec: PageSpec, label: str, icon: str | None = None, **address: str) -> None:
    """A link to another page, its address filled."""
    st.page_link(str(spec.path), label=label, icon=icon, query_params=address or None)


def table(content: Table, caption: str) -> None:
    """A plain table that screen readers walk through; wide ones scroll inside their frame."""
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in content.columns)
    body = "".join(
        f'<tr><th scope="row">{escape(first)}</th>' + "".join(f"<td>{escape(cell)}</td>" for cell in rest) + "</tr>"
        for first, *rest in content.rows
    )
    st.html(
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(caption, quote=True)}">'
        f'<table class="plain"><caption>{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def show_picture(picture: Picture, key: str, file_name: str | None = None, clickable: bool = False) -> list[str] | None:
    """Draw a picture; give back the data of the tile that was clicked, if any.

    With a file name it has a button that downloads it as it is drawn; without one its files are offered elsewhere.
    """
    config: dict[str, object] = {"displaylogo": False, "displayModeBar": False, "responsive": True}
    if file_name is not None:
        config |= {
            "displayModeBar": True,
            "modeBarButtons": [["toImage"]],
            "toImageButtonOptions": {"format": "png", "filename": file_name, "scale": 2},
        }
    event = st.plotly_chart(
        picture.figure,
        key=key,
        theme=None,
        width="stretch",
        height=int(picture.figure.layout.height),
        config=config,
        alt=picture.alt,
        on_select="rerun" if clickable else "ignore",
        selection_mode="points",
    )
    return clicked(event) if clickable else None


def clicked(event: object) -> list[str] | None:
    """The data of the first tile in a selection event; None when nothing is selected."""
    try:
        points = event["selection"]["points"]  # type: ignore[index]
        return [str(part) for part in points[0]["customdata"]]
    except (KeyError, IndexError, TypeError):
        return None


def picture_table(picture: Picture, language: Language, caption: str) -> None:
    """The picture's numbers as a table, one touch away."""
    with st.expander(language.t("The same as a table"), icon=":material/table:"):
        table(picture.table, caption)


def say_after_rerun(text: str) -> None:
    """Keep a sentence for the next page that is drawn."""
    st.session_state[keys.MESSAGE] = text


def fail_after_rerun(refused: Refused, language: Language) -> None:
    """Keep a refusal that a callback met, for the page that is drawn next."""
    st.session_state[keys.FAILED] = refused.texts(language)


def show_failure() -> None:
    """Say once what was kept by `fail_after_rerun`."""
    for text in st.session_state.pop(keys.FAILED, []):
        st.error(plain(text), icon=":material/error:")


def show_message() -> None:
    """Say once what was kept by `say_after_rerun`."""
    if text := st.session_state.pop(keys.MESSAGE, None):
        st.success(plain(text), icon=":material/check:")
