"""What counts as a plan that LibreOffice shows whole."""

from __future__ import annotations

from benchmarks import plan_opening
from tests.plan_lines import drafted


def test_a_word_that_is_not_shown_is_missing(tmp_path) -> None:
    plan = drafted("P1")
    shown = tmp_path / "P1.txt"
    text = "\ufeff" + " ".join(line.text for line in plan.lines)
    shown.write_text(text, encoding="utf-8")
    assert not plan_opening.missing(plan, shown)
    last = plan.lines[-1].text.split()[-1].strip(".,;:")
    shown.write_text(text.replace(last, ""), encoding="utf-8")
    assert plan_opening.missing(plan, shown)[last]


def test_without_libreoffice_it_says_what_to_install(monkeypatch, capsys) -> None:
    monkeypatch.setenv("PATH", "")
    assert plan_opening.main([]) == 1
    assert "libreoffice-writer" in capsys.readouterr().err
