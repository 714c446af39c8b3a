"""The checklist: questions about work with volunteers, first those that what stands out in the picture points to."""

from ivac.ui import checklist
from ivac.ui.context import current_assessment, current_language, current_record
from ivac.ui.plans import no_activities, no_plans, no_ratings

language = current_language()
found = current_record()
assessment = current_assessment(found) if found else None
if found is None:
    no_plans(language)
elif not found.activities:
    no_activities(found, language)
elif assessment is None:
    no_ratings(found, language)
else:
    checklist.show(found, assessment, language)
