"""Every page, by who uses it: the menu, the tests and the screenshots all read this list."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ivac.faults import N_

PAGES = Path(__file__).parents[2] / "pages"


Frame = Literal["page", "wall", "phone"]
"""What surrounds a page: a menu at a desk, nothing on a wall, next to nothing on a participant's phone."""


@dataclass(frozen=True)
class PageSpec:
    """One page: its file below pages/, its address (empty for the front page), title and help (catalogue keys).

    `for_all` pages hold nothing of a plan and open without any right; every other one asks for it.
    """

    file: str
    url_path: str
    title: str
    help: str
    in_menu: bool = True
    frame: Frame = "page"
    for_all: bool = False

    @property
    def path(self) -> Path:
        """The page's file."""
        return PAGES / self.file


PICTURE = PageSpec(
    "workshop/picture.py", "", N_("The picture"), N_("Where residents are involved in a plan, phase by phase.")
)
WALK = PageSpec(
    "workshop/walk.py", "walk", N_("Walk the phases"), N_("Rate each activity in its six phases, together.")
)
STEPS = PageSpec("workshop/steps.py", "steps", N_("Next steps"), N_("What is to happen, who takes it, and by when."))
BREADTH = PageSpec(
    "workshop/breadth.py",
    "breadth",
    N_("Breadth and anchoring"),
    N_("Who takes part, and who carries it on when the plan ends."),
    False,
)
CHECKLIST = PageSpec(
    "workshop/checklist.py", "checklist", N_("The checklist"), N_("Questions about work with volunteers."), False
)
WALL = PageSpec(
    "workshop/wall.py", "wall", N_("On the wall"), N_("The pictures, large, for a projector."), False, frame="wall"
)
PLANS = PageSpec("prepare/plans.py", "plans", N_("Plans"), N_("Create, open and delete plans."))
PLAN = PageSpec("prepare/plan.py", "plan", N_("A plan"), N_("A plan’s details, activities and rounds."), False)
ACTIVITY = PageSpec(
    "prepare/activity.py", "activity", N_("An activity"), N_("What an activity is and how far it has come."), False
)
BRING_IN = PageSpec(
    "prepare/bring_in.py", "import", N_("Bring in activities"), N_("From a spreadsheet, pasted or as a file."), False
)
FILES = PageSpec(
    "prepare/files.py", "files", N_("Take it away"), N_("Report, slides, pictures, tables and paper of a plan."), False
)
COMPARE = PageSpec("compare/compare.py", "compare", N_("Compare"), N_("Plans side by side, without a ranking."))
COLLECTIONS = PageSpec(
    "compare/collections.py", "collections", N_("Collections"), N_("Plans brought together to be compared."), False
)
COLLECTION = PageSpec(
    "compare/collection.py", "collection", N_("A collection"), N_("Its plans, and what they share."), False
)
CHANGE = PageSpec(
    "compare/change.py", "change", N_("What has changed"), N_("Two rounds of one plan: then and now."), False
)
LEARN = PageSpec(
    "compare/learn.py", "learn", N_("Learn from others"), N_("Whom to learn from, and which plans are alike."), False
)
METHOD = PageSpec(
    "about/method.py",
    "method",
    N_("The method"),
    N_("The phases, the scales, the sources, and your data."),
    for_all=True,
)
PATTERNS = PageSpec(
    "about/patterns.py",
    "patterns",
    N_("Patterns"),
    N_("What in a picture is worth talking about."),
    False,
    for_all=True,
)
GUIDE = PageSpec(
    "about/guide.py", "guide", N_("Guide"), N_("A workshop step by step, for whoever leads it."), False, for_all=True
)
WORKSHOP = PageSpec(
    "prepare/workshop.py", "workshop", N_("A workshop"), N_("Who takes part, in what, and how they are asked."), False
)
DESK = PageSpec("workshop/desk.py", "desk", N_("The desk"), N_("Where the facilitator leads a workshop."), False)
PAPER = PageSpec(
    "workshop/paper.py",
    "paper",
    N_("On paper"),
    N_("Sheets, posters and cards to print, and a fast way to type sheets in."),
    False,
)
LIVE = PageSpec(
    "workshop/live.py", "live", N_("The workshop on the wall"), N_("What the room may see."), False, frame="wall"
)
JOIN = PageSpec(
    "workshop/join.py", "join", N_("Join a workshop"), N_("With the code on the wall."), False, "phone", for_all=True
)
RATE = PageSpec("workshop/rate.py", "rate", N_("Your answers"), N_("On a phone."), False, "phone", for_all=True)

ALL = (
    PICTURE,
    WALK,
    STEPS,
    BREADTH,
    CHECKLIST,
    WALL,
    PLANS,
    PLAN,
    ACTIVITY,
    BRING_IN,
    FILES,
    COMPARE,
    COLLECTIONS,
    COLLECTION,
    CHANGE,
    LEARN,
    METHOD,
    GUIDE,
    PATTERNS,
    WORKSHOP,
    DESK,
    PAPER,
    LIVE,
    JOIN,
    RATE,
)
"""In the menu's order; the first one is the front page."""
