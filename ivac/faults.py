"""What can be wrong, as a catalogue of sentences, and the one exception that carries them.

Each fault says where it is, what is wrong and what would be right. Code raises and tests compare the
codes; the sentence is made when somebody reads it, in that person's language.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol


def N_(message: str) -> str:
    """Mark a text for the translation catalogue without translating it yet."""
    return message


class Code(Enum):
    """Every fault the product can report; the value is the English sentence and its catalogue key."""

    # content/
    CONTENT_MISSING = N_("{file}: the file is missing. Add it, or restore it from the repository.")
    CONTENT_NOT_TOML = N_("{file}: this cannot be read as TOML ({reason}). Correct the line it names.")
    CONTENT_KEY_UNKNOWN = N_("{file}, {where}: “{key}” is no known key. Remove it or correct its spelling.")
    CONTENT_KEY_MISSING = N_("{file}, {where}: “{key}” is missing. Add it.")
    CONTENT_VALUE = N_("{file}, {where}: the value does not fit ({reason}). Correct it.")
    CONTENT_DUPLICATE = N_("{file}: “{id}” stands more than once. Give each its own id.")
    CONTENT_UNKNOWN_ID = N_("{file}, {where}: there is no “{id}” in {target}. Use an id from there, or add it there.")
    CONTENT_NO_WORDS = N_("{file}: “{id}” has no words here. Add its texts.")
    CONTENT_WORDS_WITHOUT = N_("{file}: “{id}” has words but does not exist. Remove it, or add it to {target}.")
    CONTENT_ORDER = N_("{file}: {where} must be {expected}. Correct the list.")

    # names that people type
    PLAN_NOT_FOUND = N_("There is no plan called “{name}”. The plans here are: {known}.")
    PLAN_AMBIGUOUS = N_("Several plans are called “{name}”. Use the id instead: {known}.")
    NO_PLANS = N_("There is no plan yet. Import one, or add the demo plans.")
    TWO_PLANS_NEEDED = N_("Choose at least two plans to compare.")

    # form fields
    NAME_NEEDED = N_("A name is missing. Write what you call it to each other.")
    TOO_LONG = N_("“{field}” is {length} characters long; {limit} is the most. Shorten it.")
    PERIOD_BACKWARDS = N_("The period ends ({end}) before it starts ({start}). Swap the years or correct one.")
    YEAR_UNLIKELY = N_("{year} is not a year we can use. Write one from 1990 to 2100.")
    VOLUNTEERS_NUMBER = N_("The number of volunteers must be a whole number from 0 to 9,999.")
    STEP_NEEDED = N_("What is to happen is missing. Write it so that you know it again in half a year.")
    REASON_NEEDED = N_("A step is dropped for a reason. Write it in a few words.")
    DAY_UNLIKELY = N_("{day} is not a day we can use. Choose one from 1990 to 2100.")
    STEPS_FULL = N_("A plan holds at most {limit} next steps. Delete some that are long done.")
    UNKNOWN_CHOICE = N_("“{value}” is not one of the choices for “{field}”. Choose one from the list.")
    HERE_ALREADY = N_("“{name}” is here already. Delete the one here first, or go on with it.")
    PLAN_FULL = N_("A plan holds at most {limit} activities; this would make {count}. Bring in fewer.")
    GONE = N_("This is no longer here; someone may have deleted it. Go back to the plans and choose again.")

    # files
    FILE_TYPE = N_("{file}: this kind of file cannot be read. Use XLSX or CSV.")
    FILE_BROKEN = N_("{file}: the file cannot be opened as {kind}. Save it again from your spreadsheet program.")
    FILE_TOO_LARGE = N_("{file}: the file is larger than {limit} MB. Keep only the activities and save again.")
    FILE_LOCKED = N_("{file}: has a password or is in Excel’s old format. Remove the password and save as XLSX.")
    FILE_EXPANDS = N_("{file}: unpacked, the file is far too large. Save only the activities in a new workbook.")
    FILE_ENCODING = N_("{file}: the letters cannot be read. Save the file as “CSV UTF-8”.")
    FILE_MISSING = N_("{file}: there is no such file. Check the name and the folder.")
    SHEET_EMPTY = N_("{place}: there is nothing here. Write headings in the first row and one activity a row.")
    NO_NAME_COLUMN = N_(
        "{place}: no column with the activities’ names was found. Call one of the headings “Aktivitet” or “Activity”."
    )
    TWO_COLUMNS_SAME = N_("{place}: “{first}” and “{second}” both mean {meaning}. Keep one of them.")
    TOO_MANY_ROWS = N_("{place}: {rows} rows; {limit} activities is the most for one plan. Split or shorten the file.")
    TOO_MANY_COLUMNS = N_("{place}: {columns} columns; {limit} is the most. Keep only those about the activities.")
    NO_ACTIVITIES = N_("{place}: there are headings but no activity. Write one activity a row below them.")
    CELL_FORMULA = N_("{place}: a formula. Copy the cell and paste it as a value.")
    CELL_NOT_WHOLE_NUMBER = N_("{place}: “{value}” is not a whole number from 0 to 9,999. Write for example 12.")
    CELL_NOT_YES_NO = N_("{place}: “{value}” is neither yes nor no. Write “ja” or “nej” (“yes” or “no”).")
    CELL_UNKNOWN = N_("{place}: “{value}” is not known as {meaning}. Use one of: {known}.")
    CELL_TOO_LONG = N_("{place}: {length} characters; {limit} is the most. Shorten the text.")
    CELL_NAME_MISSING = N_("{place}: the activity has no name. Write one, or empty the row.")
    NAME_TWICE = N_("{place}: “{value}” stands already in row {first}. Give one of them another name.")
    TWO_PLANS_IN_FILE = N_("{place}: plan “{value}”, but row {first} belongs to “{other}”. Use one file a plan.")

    # exported plans
    EXPORT_TYPE = N_("{file}: this kind of file cannot be written. Let the name end in one of {known}.")
    FILE_UNWRITABLE = N_("{file}: the file cannot be written ({reason}). Choose another folder or name.")
    NO_DATED_STEPS = N_("“{name}” has no next step with a date. Give one a date first.")
    NOT_RATED = N_("“{name}” has no ratings yet. Walk its phases first.")
    JSON_BROKEN = N_("{file}: this is not a plan exported from here ({reason}). Export it again.")
    JSON_NEWER = N_("{file}: made by a newer version (format {found}; this one reads up to {known}). Update first.")

    PLAN_FILE_TYPE = N_(
        "{file}: no whole plan can be read from this kind of file. Use a plan’s JSON or XLSX from here."
    )
    PLAN_FILE_TOO_LARGE = N_(
        "{file}: the file is larger than {limit} MB, far more than a plan. Take the plan away anew."
    )
    NO_WHOLE_PLAN = N_("{file}: there is no whole plan in it. Use the JSON or XLSX under “Take it away” of the plan.")
    TOO_MANY_FILES = N_("{count} files are too many; {limit} at once is the most. Choose fewer.")
    WORKSHOP_UNDER_WAY = N_("“{name}” stays as it is: a workshop of it is under way. Close that one first.")
    COLLECTION_AMBIGUOUS = N_("Several collections are called “{name}”. Use the id instead: {known}.")

    # access and workshops
    KEY_NEEDED = N_("This needs the plan’s key link, or sign-in. Ask whoever runs the plan for the link.")
    KEY_UNKNOWN = N_("This key link does not work (any more). Ask whoever runs the plan for a new one.")
    READ_KEY_UNKNOWN = N_("This is no key to read, or it has been withdrawn. Ask whoever runs the plan for a new one.")
    NOT_SHARED = N_("The plan’s key to read does not share this. Ask whoever runs the plan for a key that does.")
    CODE_SHAPE = N_("A code has {length} characters out of {letters}. Look at the wall once more.")
    CODE_WRONG = N_("No open workshop has this code. Compare it with the wall, letter by letter.")
    CODE_EXPIRED = N_("This code has expired. Ask the facilitator to show a new one.")
    TOO_MANY_TRIES = N_("Too many wrong codes from here. Wait {minutes} minutes, then try again.")
    WORKSHOP_CLOSED = N_("This workshop is closed. Nobody joins or answers any more.")
    PLACE_UNKNOWN = N_("This place in a workshop is not known. Join again with the code on the wall.")
    ANSWERS_LOCKED = N_("The answer was not taken: this activity is not open for answers now.")
    NOT_IN_WORKSHOP = N_("This activity is not part of the workshop. Choose one that is.")
    NOT_NOW = N_("The workshop is not at that point (any more). Look at its state and choose again.")
    NOT_REVEALED = N_("This activity has not been revealed yet. Reveal it first.")
    AGENDA_EMPTY = N_("The workshop has no activities. Choose at least one.")
    SCALE_FIXED = N_("The scale stays as it is, since the first ratings are in. Make a new workshop for another scale.")
    SEEN_STAYS = N_("An activity that has been revealed stays in the workshop. Choose it again.")
    PERSPECTIVE_NEEDED = N_("Choose at least one perspective.")
    PERSPECTIVE_UNKNOWN = N_("Choose one of the perspectives on the screen.")
    ALIAS_NEEDED = N_("This workshop uses names. Write yours.")

    # answers on paper
    SHEET_KEY = N_("“{key}” for {phase} is no key of this sheet. Type {right}.")
    SHEET_LENGTH = N_("A sheet has {needed} keys, one a phase; these are {count}. Type . for a phase left blank.")
    SHEET_WISH = N_("How {phase} should be is a level. Type 1 to {last}, or . for blank.")
    SHEET_TWICE = N_("This person’s sheet for “{name}” is in already. Choose the next person, or another activity.")
    SHEET_NOT_PAPER = N_("This person answers on a phone or in another workshop, and not on a sheet of this one.")

    COLUMNS_MISSING = N_("{place}: columns are missing: {names}. Add them, or use the empty sheet from this page.")
    NO_SHEETS = N_("{place}: there are headings but no answers. Write one sheet a row below them.")
    TOO_MANY_SHEETS = N_("{place}: more than {limit} rows. Put the sheets into several files, each person in one.")
    SHEET_LOCKED = N_("{place}: “{name}” takes no answers now. Leave the row out, or begin another round of it.")
    SHEET_TWICE_IN_FILE = N_("{place}: this person has a sheet for “{name}” further up. Keep one, or name two people.")
    PERSON_TWO_PERSPECTIVES = N_("{place}: this person has another perspective further up. Write the same one.")

    # settings, database and copies
    SETTING_WRONG = N_("{name}: {reason}. Correct the setting and start again.")
    OPEN_TO_NETWORK = N_(
        "Others can reach this server ({address}), and nothing asks who they are. Make a key link with "
        "“python -m ivac key”, set up sign-in ([auth] in .streamlit/secrets.toml and IVAC_SIGN_IN), or set "
        "server.address to 127.0.0.1."
    )
    SIGN_IN_OPEN = N_(
        "Sign-in is set up, but not for whom. Set IVAC_SIGN_IN to the e-mail addresses or @domains that may plan."
    )
    SECRET_NEEDED = N_(
        "Several servers can share this database, so they need the same secret. Set IVAC_SECRET to a long random text."
    )
    SECRET_UNREADABLE = N_("{file}: the installation’s secret cannot be read or written ({reason}). Set IVAC_SECRET.")
    SECRET_DIFFERS = N_(
        "The code of an open workshop was made with another IVAC_SECRET. Set the same on every server; a new one works "
        "once that workshop is closed, or its code has expired after {hours} hours."
    )
    DATABASE_UNREACHABLE = N_("The database does not answer ({reason}). Check IVAC_DATABASE_URL and that it runs.")
    DATABASE_BUSY = N_("The database was busy for too long. Nothing was changed; do it again.")
    CANNOT_BE_KEPT = N_("This holds a sign or a number that the database cannot keep. Write it anew and shorter.")
    DATABASE_NEWER = N_("The database was made by a newer version of the program. Update the program first.")
    COPY_UNREACHABLE = N_("The database at {option} does not answer ({reason}). Check its address and that it runs.")
    COPY_NO_SOURCE = N_("There is no installation to copy at --from. Check the address; a SQLite file must exist.")
    COPY_TARGET_FULL = N_("The database at --to is not empty ({tables}). Name a new one. Nothing was copied.")
    COPY_NOT_TAKEN = N_(
        "The database at --to does not take the table {table} ({reason}). Nothing was copied; go on with the one at "
        "--from."
    )
    COPY_DIFFERS = N_(
        "The table {table} is not the same in both databases. Nothing was copied; go on with the one at --from."
    )
    BACKUP_SQLITE_ONLY = N_("Backup and restore here are for SQLite files. For PostgreSQL use pg_dump and pg_restore.")
    BACKUP_EXISTS = N_("{file}: the file exists already. Choose another name, so that nothing is overwritten.")
    BACKUP_NOT_OURS = N_("{file}: this is not a backup from this program. Nothing was changed.")


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong; `values` fill the places in the code's sentence."""

    code: Code
    values: Mapping[str, object] = field(default_factory=dict)

    def text(self, reader: "Reader") -> str:
        """The sentence, in the reader's language."""
        return reader.t(self.code.value, **self.values)


class Reader(Protocol):
    """Whatever can say a catalogue text in one language."""

    def t(self, message: str, **values: object) -> str:
        """The text for a catalogue message, its {places} filled."""
        ...


class Refused(Exception):
    """Raised with every fault found, so that a person can mend them in one go; nothing was changed."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(f.code.name for f in self.faults))

    @classmethod
    def because(cls, code: Code, **values: object) -> "Refused":
        """A refusal with a single fault."""
        return cls([Fault(code, values)])

    @property
    def passes(self) -> bool:
        """Whether the same may work in a moment, since the database was away or busy."""
        return any(fault.code in (Code.DATABASE_UNREACHABLE, Code.DATABASE_BUSY) for fault in self.faults)

    def texts(self, reader: Reader) -> list[str]:
        """All sentences, in the reader's language."""
        return [fault.text(reader) for fault in self.faults]
