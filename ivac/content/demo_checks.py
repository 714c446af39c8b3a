"""Checks what the shape of a demo plan cannot: that its ids exist, its days follow each other, and it has its words."""

from collections.abc import Collection, Iterable

from ivac.content.check_parts import Faults, duplicates, paired, unknown
from ivac.content.demo_schema import Demo, DemoActivity, DemoWords
from ivac.content.schema import Content, Lists, Scale
from ivac.faults import Code, Fault


def check_demos(content: Content) -> Faults:
    """All that is wrong with the demo plans, in every language."""
    faults: Faults = []
    for demo in content.demos:
        file = f"demo/{demo.id}.toml"
        faults += duplicates(file, (activity.id for activity in demo.activities))
        faults += duplicates(file, (step.id for step in demo.steps))
        faults += unknown(file, "scale", [demo.scale], content.scales, "scales")
        faults += _days(demo, file)
        if demo.scale in content.scales:
            for activity in demo.activities:
                faults += _activity(activity, content.scales[demo.scale], content.lists, file)
            faults += _steps(demo, content.scales[demo.scale], file)
        for language, words in content.words.items():
            faults += _words(demo, words.demos[demo.id], f"{language}/{file}", file)
    return faults


def _days(demo: Demo, file: str) -> Faults:
    if demo.earlier is None:
        told = [activity.id for activity in demo.activities if activity.earlier is not None]
        return [Fault(Code.CONTENT_KEY_MISSING, {"file": file, "where": each, "key": "earlier"}) for each in told[:1]]
    if demo.earlier < demo.day:
        return []
    return [Fault(Code.CONTENT_ORDER, {"file": file, "where": "earlier", "expected": "a day before date"})]


def _activity(activity: DemoActivity, scale: Scale, lists: Lists, file: str) -> Faults:
    def uses(used: Iterable[str | None], known: Collection[str], target: str) -> Faults:
        return unknown(file, activity.id, used, known, target)

    def listed(used: Iterable[str | None], name: str) -> Faults:
        return uses(used, lists.ids(name), name)

    levels, wishes = [*activity.levels.values()], [*activity.desired.values()]
    if activity.earlier:
        levels += activity.earlier.levels.values()
        wishes += activity.earlier.desired.values()
    return [
        *listed([activity.effort_area], "effort_areas"),
        *listed([activity.activity_type], "activity_types"),
        *listed(activity.target_groups, "target_groups"),
        *listed([activity.complexity], "complexities"),
        *listed([activity.aim], "aims"),
        *uses(levels, scale.answers, f"scales/{scale.id}.toml"),
        *uses((wish.level for wish in wishes), scale.level_ids, f"scales/{scale.id}.toml"),
        *listed((wish.reason for wish in wishes), "desired_reasons"),
        *listed((role for roles in activity.roles.values() for role in roles), "staff_roles"),
        *listed((actor for actors in activity.actors.values() for actor in actors), "actors"),
        *listed(activity.evidence.values(), "evidence"),
    ]


def _steps(demo: Demo, scale: Scale, file: str) -> Faults:
    activities = [activity.id for activity in demo.activities]
    faults: Faults = []
    for step in demo.steps:
        faults += unknown(file, step.id, [step.activity], activities, "activities")
        faults += unknown(file, step.id, [step.from_level, step.to_level], scale.level_ids, f"scales/{scale.id}.toml")
    return faults


def _words(demo: Demo, words: DemoWords, file: str, target: str) -> Faults:
    """Everything has its words, and a step a reason exactly when it was dropped."""
    faults = paired(file, [activity.id for activity in demo.activities], words.activities, target)
    faults += paired(file, [step.id for step in demo.steps], words.steps, target, "steps.")
    for step in demo.steps:
        reason = words.steps[step.id].dropped_because if step.id in words.steps else None
        if reason is not None and bool(reason) != (step.status == "dropped"):
            code = Code.CONTENT_KEY_UNKNOWN if reason else Code.CONTENT_KEY_MISSING
            faults.append(Fault(code, {"file": file, "where": f"steps.{step.id}", "key": "dropped_because"}))
    return faults
