"""The authority's own template is used where it has put one."""

from __future__ import annotations

from pathlib import Path

from data.plan_template import NAME, read_plan_template


def test_a_template_is_read_where_there_is_one(tmp_path: Path) -> None:
    assert read_plan_template(tmp_path) is None
    (tmp_path / NAME).write_bytes(b"PK")
    assert read_plan_template(tmp_path) == b"PK"
