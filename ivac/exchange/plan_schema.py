"""The published description of a plan's file, for whoever reads or writes such files with other programs."""

import json

from ivac.exchange.plan_json import FORMAT_VERSION, PlanFile

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def plan_schema() -> str:
    """The JSON Schema of the file in every version that is read, made from the models and nothing else.

    It says which fields there are and what may stand in them; which ids of levels and lists exist says the content.
    """
    described = {"$schema": DIALECT, **PlanFile.model_json_schema(), "title": f"ivac-plan, version {FORMAT_VERSION}"}
    return json.dumps(described, ensure_ascii=False, indent=1) + "\n"
