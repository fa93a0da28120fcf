"""New model: an administrator derives one, looks, and adopts it with a reason."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from layouts import ids
from tests.functional import steps
from tests.functional.conftest import SignIn
from tests.functional.steps import by_id

pytestmark = pytest.mark.functional


def test_a_model_is_derived_looked_at_and_adopted(sign_in: SignIn):
    page = sign_in("administrator")
    steps.open_models(page)
    expect(by_id(page, ids.MODELS_FORCE)).to_contain_text("Model 1 is in force")
    by_id(page, ids.MODELS_SOURCE).select_option("library")
    expect(by_id(page, ids.MODELS_ADOPT)).to_be_hidden()
    by_id(page, ids.MODELS_DERIVE).click()
    expect(by_id(page, ids.MODELS_RESULT)).to_contain_text("would move")
    by_id(page, ids.MODELS_ADOPT).click()
    expect(by_id(page, ids.MODELS_MESSAGE)).to_contain_text("Reason is missing.")
    by_id(page, ids.MODELS_REASON).fill("Yearly check: the same nine clusters.")
    by_id(page, ids.MODELS_ADOPT).click()
    expect(by_id(page, ids.MODELS_MESSAGE)).to_contain_text("Model 2 is in force. 0 pupils moved")
    expect(by_id(page, ids.MODELS_FORCE)).to_contain_text("Yearly check")


@pytest.mark.thorough
def test_an_analyst_compares_models_without_seeing_pupils(sign_in: SignIn):
    page = sign_in("analyst")
    steps.open_models(page)
    by_id(page, ids.MODELS_DERIVE).click()
    expect(by_id(page, ids.MODELS_RESULT)).to_contain_text("c: withheld")
    expect(by_id(page, ids.MODELS_RESULT)).not_to_contain_text("NM1")
    expect(by_id(page, ids.MODELS_ADOPT)).to_be_hidden()
