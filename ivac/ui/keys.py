"""Every key of session state and of the address. Session state holds ids and drafts only: answers are stored."""

# The address
Q_LANGUAGE = "lang"
Q_PLAN = "plan"
Q_ACTIVITY = "activity"
Q_ASSESSMENT = "round"
Q_PLANS = "plans"
Q_VIEW = "view"

# The session
LANGUAGE = "language"
PLAN = "plan"
SCREEN = "screen"
MESSAGE = "message"
BOARD = "walk_board"
BOARD_APPLIED = "walk_board_applied"
BOARD_MODE = "walk_board_mode"
DEEPEN = "walk_deepen"
CELL = "picture_cell"
IMPORT_PASTE = "import_paste"
CELL_PHASE = "picture_cell_phase"
CELL_ANSWER = "picture_cell_answer"
PLAN_CHOICE = "plan_choice"
