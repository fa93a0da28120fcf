"""Every page in every state that a person can meet, each opened by one function."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page, expect

from layouts import ids
from layouts.feedback import ids as own_ids
from tests.functional import steps
from tests.functional.conftest import COUNCIL_PASSWORD, Pupils, SignIn, Watch
from tests.functional.server import Server
from tests.functional.steps import by_id


@dataclass(frozen=True)
class World:
    """Hold what the functions below need to bring a page into its state."""

    server: Server
    council: Callable[[], Server]
    pupils: Pupils
    watch: Watch
    new_page: Callable[..., Page]
    sign_in: SignIn

    def refused(self, status: int) -> None:
        """Announce that the browser will complain of a refused request."""
        self.watch.expects(f"responded with a status of {status}")
        self.watch.allows("Callback error updating")


def sign_in_page(world: World) -> Page:
    """Open the sign-in page of the demonstration."""
    page = world.new_page(world.server.address)
    page.goto("/")
    expect(page.get_by_role("button", name="EHC co-ordinator")).to_be_visible()
    return page


def sign_in_with_password(world: World) -> Page:
    """Open the sign-in page of an authority."""
    page = world.new_page(world.council().address)
    page.goto("/sign-in")
    return page


def sign_in_error(world: World) -> Page:
    """Send the sign-in page of an authority with nothing in it."""
    world.refused(400)
    page = sign_in_with_password(world)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_be_visible()
    return page


def password_refused(world: World) -> Page:
    """Send the page for one's own password with nothing in it."""
    world.refused(400)
    page = sign_in_with_password(world)
    steps.enter(page, "hana", COUNCIL_PASSWORD)
    page.goto("/password")
    page.get_by_role("button", name="Change the password").click()
    expect(page.get_by_role("alert")).to_be_visible()
    return page


def people_refused(world: World) -> Page:
    """Add nobody to the people."""
    page = world.sign_in("administrator")
    page.goto("/accounts")
    expect(by_id(page, ids.ACCOUNTS_BODY).locator("tbody tr").first).to_be_visible()
    page.locator("summary", has_text="Add a person").click()
    page.get_by_role("button", name="Add the person").click()
    expect(page.locator(".error-summary")).to_be_focused()
    return page


def person_given_a_password(world: World) -> Page:
    """Give somebody a one-time password."""
    page = world.sign_in("administrator")
    page.goto("/accounts")
    page.get_by_role("link", name="Karl Stein").click()
    page.get_by_role("button", name="Give a one-time password").click()
    expect(by_id(page, ids.ACCOUNT_MESSAGE).locator(".notice")).to_be_focused()
    return page


def caseload_full(world: World) -> Page:
    """Open the co-ordinator's caseload."""
    page = world.sign_in("co-ordinator")
    steps.open_caseload(page)
    return page


def caseload_filtered(world: World) -> Page:
    """Filter the caseload, with the search of the panel open too."""
    page = caseload_full(world)
    by_id(page, ids.CASELOAD_STAGE).select_option("drafting")
    expect(by_id(page, ids.CASELOAD_TABLE)).to_contain_text("Draft plan")
    by_id(page, ids.PUPIL_SEARCH).fill("EX")
    expect(by_id(page, ids.PUPIL_RESULTS)).to_contain_text("EX1")
    return page


def caseload_empty(world: World) -> Page:
    """Filter the caseload until nobody is left."""
    page = caseload_full(world)
    by_id(page, ids.CASELOAD_TEXT).fill("zzz")
    expect(by_id(page, ids.CASELOAD_TABLE)).to_contain_text("No pupil fits")
    return page


def board_full(world: World) -> Page:
    """Open the board of everybody's cases."""
    page = world.sign_in("panel")
    expect(steps.open_view(page, "/board?mine=no", ids.BOARD_BODY)).to_contain_text("more")
    return page


def forecast_full(world: World) -> Page:
    """Open the forecast with every fold unfolded."""
    page = world.sign_in("co-ordinator")
    body = steps.open_view(page, "/board/forecast", ids.FORECAST_BODY)
    expect(body).to_contain_text("are past 20 weeks")
    steps.unfold(page)
    return page


def calendar_full(world: World) -> Page:
    """Open the calendar of this month."""
    page = world.sign_in("co-ordinator")
    expect(steps.open_view(page, "/board/calendar", ids.CALENDAR_BODY)).to_contain_text("deadline")
    return page


def changes_shown(world: World) -> Page:
    """Open what changed after somebody else saved."""
    pupil = world.pupils.shared()
    page, other = world.sign_in("co-ordinator"), world.sign_in("specialist")
    steps.open_pupil(other, pupil)
    steps.another(other, "health")
    steps.save(other)
    body = steps.open_view(page, "/board/changes", ids.CHANGES_BODY)
    expect(body).to_contain_text(pupil)
    return page


def process_refused(world: World) -> Page:
    """Send dates that contradict each other, the form of advice unfolded."""
    page = world.sign_in("co-ordinator")
    steps.open_process(page, world.pupils.own())
    by_id(page, ids.of_process("requested_on")).fill("1 January 1066")
    page.get_by_role("button", name="Save the dates").click()
    expect(by_id(page, ids.PROCESS_MESSAGE).locator(".error-summary")).to_be_focused()
    steps.unfold(page)
    return page


def process_read_only(world: World) -> Page:
    """Open the dates of a pupil as the SENCO, who may only read."""
    page = world.sign_in("senco")
    steps.open_process(page, world.pupils.of_the_senco)
    return page


def pupil_with_everything_open(world: World) -> Page:
    """Open EX1 with definitions shown and every fold unfolded."""
    page = world.sign_in("co-ordinator")
    steps.open_pupil(page, "EX1")
    by_id(page, ids.DEFINITIONS_SWITCH).click()
    steps.unfold_all(page)
    expect(page.locator("table", has_text="Answers to the 20 needs questions")).to_be_visible()
    return page


def pupil_unanswered(world: World) -> Page:
    """Open a pupil some of whose questions are not answered."""
    page = world.sign_in("co-ordinator")
    steps.open_pupil(page, world.pupils.unanswered)
    expect(page.get_by_role("heading", name="No cluster yet")).to_be_visible()
    return page


def pupil_saved(world: World) -> Page:
    """Save two revisions, so that the message and the comparison are shown."""
    page = world.sign_in("co-ordinator")
    steps.open_pupil(page, world.pupils.own())
    steps.another(page, "health")
    steps.save(page)
    expect(by_id(page, ids.COMPARE_TABLE).locator("tbody tr").first).to_be_attached()
    return page


def pupil_overtaken(world: World) -> Page:
    """Save a pupil whom somebody else saved first."""
    pupil = world.pupils.shared()
    page, other = world.sign_in("co-ordinator"), world.sign_in("specialist")
    steps.open_pupil(page, pupil)
    steps.open_pupil(other, pupil)
    for question in ("health", "maths", "slc", "semh"):
        steps.another(other, question)
    steps.save(other)
    steps.another(page, "english")
    expect(steps.press_save(page)).to_contain_text("somebody else saved first")
    return page


def pupil_read_only(world: World) -> Page:
    """Open a pupil as the SENCO, who may only read."""
    page = world.sign_in("senco")
    steps.open_pupil(page, world.pupils.of_the_senco)
    expect(page.locator("main")).to_contain_text("Read only")
    return page


def create_error(world: World) -> Page:
    """Send the form that creates a pupil with nothing in it."""
    page = world.sign_in("co-ordinator")
    steps.open_create(page)
    by_id(page, ids.CREATE_BUTTON).click()
    expect(page.locator(".error-summary")).to_be_visible()
    return page


def choose_pupil(world: World) -> Page:
    """Open the page that asks which pupil."""
    page = world.sign_in("panel")
    page.goto("/pupils")
    expect(page.get_by_role("heading", level=1)).to_have_text("Which pupil?")
    expect(by_id(page, ids.NAVIGATION)).to_contain_text("Caseload")
    return page


def packages_to_change(world: World) -> Page:
    """Open the packages as an administrator with one chosen, and a refused change."""
    page = world.sign_in("administrator")
    steps.open_packages(page)
    by_id(page, ids.PACKAGE_SELECT).select_option("sp1")
    expect(by_id(page, ids.PACKAGE_NAME)).not_to_have_value("")
    by_id(page, ids.RULE_SAVE).click()
    expect(by_id(page, ids.RULE_MESSAGE).locator(".error-summary")).to_be_focused()
    return page


def packages_to_read(world: World) -> Page:
    """Open the packages as a leader."""
    page = world.sign_in("leader")
    steps.open_packages(page)
    return page


def model_proposed(world: World) -> Page:
    """Set a model of six clusters beside the one in force, with its weights unfolded."""
    page = world.sign_in("administrator")
    steps.open_models(page)
    page.locator("summary", has_text="Weights").click()
    by_id(page, ids.MODELS_SOURCE).select_option("library")
    by_id(page, ids.MODELS_COUNT).select_option("6")
    by_id(page, ids.MODELS_DERIVE).click()
    expect(by_id(page, ids.MODELS_ADOPT)).to_be_visible()
    expect(page.locator(".main-svg").first).to_be_attached()
    return page


def no_such_page(world: World) -> Page:
    """Open an address that is no page."""
    world.refused(404)
    page = world.sign_in("co-ordinator")
    page.goto("/nowhere")
    expect(page.locator("main").get_by_role("heading", level=1)).to_be_visible()
    return page


def pupil_refused(world: World) -> Page:
    """Open a pupil whom the role may not read."""
    world.refused(403)
    page = world.sign_in("analyst")
    page.goto("/pupils/EX1")
    expect(page.locator("body")).to_contain_text("not allowed")
    return page


def plain_refusal(world: World) -> Page:
    """Open an address that the server refuses before the app is asked."""
    world.refused(404)
    page = world.new_page(world.server.address)
    page.goto("/assets/none")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    return page


def signed_out_notice(world: World) -> Page:
    """Let the session end under an open page."""
    world.refused(401)
    page = world.sign_in("co-ordinator")
    steps.open_caseload(page)
    page.context.clear_cookies()
    by_id(page, ids.CASELOAD_STAGE).select_option("drafting")
    expect(by_id(page, "frame-notice")).to_contain_text("You are signed out")
    return page


def clusters_overview(world: World) -> Page:
    """Open the clusters as a leader, to whom two are not shown."""
    page = world.sign_in("leader")
    steps.open_clusters(page)
    expect(by_id(page, ids.CLUSTERS_BODY)).to_contain_text("Not shown to preserve confidentiality")
    return page


def cluster_with_everything_open(world: World) -> Page:
    """Open the page of X7 with every fold unfolded."""
    page = world.sign_in("co-ordinator")
    steps.open_cluster(page, "X7")
    steps.unfold(page)
    return page


def cluster_withheld(world: World) -> Page:
    """Open the page of a cluster that a leader may not see."""
    page = world.sign_in("leader")
    page.goto("/charts/clusters/X9")
    expect(page.locator("main")).to_contain_text("5 cases or fewer")
    return page


def cluster_without_cases(world: World) -> Page:
    """Open the page of X10, which is a rule."""
    page = world.sign_in("analyst")
    page.goto("/charts/clusters/X10")
    expect(page.locator("main")).to_contain_text("It is the rule for no")
    return page


def cluster_unknown(world: World) -> Page:
    """Open the page of a cluster that is none."""
    world.refused(404)
    page = world.sign_in("co-ordinator")
    page.goto("/charts/clusters/X99")
    expect(page.locator("main")).to_contain_text("There is no cluster of this name.")
    return page


def benchmark_choose(world: World) -> Page:
    """Open the page that asks which pupil to compare."""
    page = world.sign_in("co-ordinator")
    page.goto("/charts/pupils")
    expect(by_id(page, ids.BENCHMARK_CHOICES)).to_contain_text("EX1")
    return page


def benchmark_with_everything_open(world: World) -> Page:
    """Compare EX1 with every fold unfolded."""
    page = world.sign_in("co-ordinator")
    steps.open_benchmark(page, "EX1")
    steps.unfold(page)
    return page


def benchmark_of_the_senco(world: World) -> Page:
    """Compare a pupil as the SENCO, to whom small numbers are not shown."""
    page = world.sign_in("senco")
    steps.open_benchmark(page, world.pupils.of_the_senco)
    expect(by_id(page, ids.BENCHMARK_AUTHORITY)).to_contain_text("c: withheld")
    return page


def benchmark_unanswered(world: World) -> Page:
    """Compare a pupil some of whose questions are not answered."""
    page = world.sign_in("co-ordinator")
    page.goto(f"/charts/pupils/{world.pupils.unanswered}")
    expect(by_id(page, ids.BENCHMARK_BODY)).to_contain_text("of 20 questions are answered")
    return page


def benchmark_refused(world: World) -> Page:
    """Compare a pupil whom the role may not read."""
    world.refused(403)
    page = world.sign_in("leader")
    page.goto("/charts/pupils/EX1")
    expect(page.locator("main")).to_contain_text("not allowed")
    return page


def library_with_everything_open(world: World) -> Page:
    """Open the library with every fold unfolded."""
    page = world.sign_in("co-ordinator")
    steps.open_library(page)
    steps.unfold(page)
    return page


def library_of_the_authority(world: World) -> Page:
    """Show a leader the authority's pupils, small counts withheld, and another cut of the tree."""
    page = world.sign_in("leader")
    steps.open_library(page)
    by_id(page, ids.LIBRARY_DATA).select_option("authority")
    expect(by_id(page, ids.LIBRARY_BODY)).to_contain_text("55% of pupils with a plan")
    by_id(page, ids.LIBRARY_CUT).select_option("4")
    expect(by_id(page, ids.LIBRARY_TREE)).to_contain_text("into 4 groups")
    return page


def national_with_everything_open(world: World) -> Page:
    """Open the national figures with every fold unfolded."""
    page = world.sign_in("analyst")
    steps.open_national(page)
    steps.unfold(page)
    return page


def sen2_choose(world: World) -> Page:
    """Open SEN2 without signing in and with no authority chosen."""
    page = world.new_page(world.server.address)
    steps.open_sen2(page, "/sen2")
    return page


def sen2_problem(world: World) -> Page:
    """Open an address that asks for what there is not."""
    page = world.new_page(world.server.address)
    steps.open_sen2(page, "/sen2/map?authority=999&year=1066&indicator=none")
    expect(page.locator(".notice")).to_contain_text("There is no authority")
    return page


def sen2_stands(world: World) -> Page:
    """Open what stands out about an authority with every fold unfolded."""
    return _sen2(world, "/sen2", "&against=neighbours")


def sen2_profile(world: World) -> Page:
    """Open the profile of an authority beside chosen ones with every fold unfolded."""
    return _sen2(world, "/sen2/profile", "&against=chosen&others=Z02,Z03")


def sen2_heatmap(world: World) -> Page:
    """Open the heatmap, authorities put by which are alike, with every fold unfolded."""
    return _sen2(world, "/sen2/heatmap", "&against=region&sort=alike")


def sen2_heatmap_by_year(world: World) -> Page:
    """Open the heatmap of one indicator by year with every fold unfolded."""
    return _sen2(world, "/sen2/heatmap", "&by=year")


def sen2_league(world: World) -> Page:
    """Open the league and the funnel, suspect figures included, with every fold unfolded."""
    return _sen2(world, "/sen2/league", "&flagged=yes&against=neighbours")


def sen2_breakdowns(world: World) -> Page:
    """Open the needs of an authority's plans with every fold unfolded."""
    return _sen2(world, "/sen2/breakdowns", "&split=need")


def sen2_map(world: World) -> Page:
    """Open the map with every fold unfolded."""
    return _sen2(world, "/sen2/map", "&indicator=plans_per_1000")


def sen2_data(world: World) -> Page:
    """Open what is known of the data with every fold unfolded."""
    return _sen2(world, "/sen2/data", "")


def sen2_report(world: World) -> Page:
    """Open the report on an authority."""
    return _sen2(world, "/sen2/report", "")


def _sen2(world: World, path: str, choices: str) -> Page:
    page = world.new_page(world.server.address)
    steps.open_sen2(page, f"{path}?authority=Z01{choices}")
    steps.unfold(page)
    return page


def documents_choose(world: World) -> Page:
    """Open the page that asks whose documents to read."""
    page = world.sign_in("co-ordinator")
    page.goto("/documents")
    expect(by_id(page, ids.DOCUMENTS_CHOICES)).to_contain_text("EX1")
    return page


def documents_overview(world: World) -> Page:
    """Open what the documents of EX1 say with every fold unfolded."""
    return _documents(world, "overview")


def documents_listed(world: World) -> Page:
    """Open the list of documents with the form of one unfolded."""
    page = world.sign_in("co-ordinator")
    steps.open_documents(page, "EX1", "files")
    page.locator("summary", has_text="Correct").first.click()
    return page


def documents_suggest(world: World) -> Page:
    """Open the suggested answers with one accepted and its message shown."""
    pupil = "EX2"
    page = world.sign_in("co-ordinator")
    steps.open_documents(page, pupil, "assessment")
    answer = page.locator(".answer", has=page.locator("form")).first
    if answer.get_attribute("open") is None:
        answer.locator("summary").first.click()
    answer.locator("form button").click()
    expect(by_id(page, ids.DOCUMENTS_ACCEPT_MESSAGE).locator(".notice")).to_be_visible()
    return page


def documents_mentions(world: World) -> Page:
    """Open how often each need is told of with every fold unfolded."""
    page = _documents(world, "mentions")
    expect(page.locator(".main-svg").first).to_be_attached()
    return page


def documents_words(world: World) -> Page:
    """Open the word clouds with their lists unfolded."""
    return _documents(world, "words")


def documents_dictionary(world: World) -> Page:
    """Open the terms found with every place unfolded."""
    return _documents(world, "dictionary")


def documents_contradictions(world: World) -> Page:
    """Open where documents disagree."""
    return _documents(world, "contradictions")


def documents_names(world: World) -> Page:
    """Open the names of people."""
    return _documents(world, "names")


def documents_text(world: World) -> Page:
    """Open a document at a sentence with the reasons of every mark unfolded."""
    page = world.sign_in("co-ordinator")
    page.goto("/documents/EX3/EX3-03?at=560")
    expect(by_id(page, "here")).to_be_visible()
    steps.unfold_all(page)
    return page


def documents_empty(world: World) -> Page:
    """Open the bundle of a pupil who has no documents yet."""
    page = world.sign_in("co-ordinator")
    page.goto(f"/documents/{world.pupils.own()}")
    expect(page.locator(".empty")).to_contain_text("No documents are kept")
    return page


def documents_refused(world: World) -> Page:
    """Open a bundle that the role may not read."""
    world.refused(403)
    page = world.sign_in("analyst")
    page.goto("/documents/EX1")
    expect(page.locator("body")).to_contain_text("not allowed")
    return page


def documents_dual_run(world: World) -> Page:
    """Open the dual run with every fold unfolded."""
    page = world.sign_in("leader")
    page.goto("/charts/dual-run")
    expect(by_id(page, ids.DUAL_RUN).locator(".main-svg").first).to_be_attached()
    steps.unfold(page)
    return page


def value_refused(world: World) -> Page:
    """Try figures that cannot be used, with every fold unfolded."""
    page = world.sign_in("leader")
    expect(steps.open_view(page, "/feedback/value", own_ids.VALUE_LEAD)).to_contain_text("£5,474")
    steps.unfold_all(page)
    by_id(page, own_ids.of_value("panel_days")).fill("some")
    page.get_by_role("button", name="Work it out").click()
    expect(by_id(page, ids.error(own_ids.of_value("panel_days")))).to_contain_text("give a number")
    return page


def value_to_keep(world: World) -> Page:
    """Work out our own figures, which a leader may keep."""
    page = world.sign_in("leader")
    steps.open_view(page, "/feedback/value", own_ids.VALUE_LEAD)
    page.get_by_role("button", name="Use our own figures").click()
    expect(by_id(page, own_ids.VALUE_LEAD)).to_contain_text("plans are in force today")
    expect(by_id(page, own_ids.of_value("reason"))).to_be_visible()
    return page


def evidence_shown(world: World) -> Page:
    """Open what works, with its tables and what is withheld."""
    page = world.sign_in("leader")
    body = steps.open_view(page, "/feedback/evidence", own_ids.EVIDENCE_BODY)
    expect(body.locator(".main-svg").first).to_be_attached()
    steps.unfold_all(page)
    return page


def evidence_of_one(world: World) -> Page:
    """Open what is known of one package."""
    page = world.sign_in("co-ordinator")
    path = "/feedback/evidence?by=package&one=sp4"
    body = steps.open_view(page, path, own_ids.EVIDENCE_BODY)
    expect(body).to_contain_text("What has moved")
    return page


def recommendations_proposed(world: World) -> Page:
    """Show a version of the recommendations that can be adopted."""
    page = world.sign_in("administrator")
    page.goto("/feedback/learning")
    by_id(page, own_ids.LEARNING_SHOW).click()
    expect(by_id(page, own_ids.LEARNING_RESULT)).to_contain_text("beside what is in force")
    page.locator("summary", has_text="How weights are worked out").click()
    return page


def feedback_listed(world: World) -> Page:
    """Open who has told how things are going."""
    page = world.sign_in("co-ordinator")
    expect(steps.open_view(page, "/feedback", own_ids.HEARD_BODY)).to_contain_text("EX5")
    return page


def feedback_of_one(world: World) -> Page:
    """Open what three voices say of a pupil with an outcome off track, every fold unfolded."""
    page = world.sign_in("co-ordinator")
    body = steps.open_view(page, "/feedback/pupils/EX5", own_ids.FEEDBACK_BODY)
    expect(body).to_contain_text("off track")
    steps.unfold_all(page)
    return page


def feedback_timeline(world: World) -> Page:
    """Open the course of a pupil's needs, outcomes and feelings."""
    page = world.sign_in("senco")
    body = steps.open_view(page, "/feedback/pupils/EX3/timeline", own_ids.FEEDBACK_BODY)
    expect(body.locator(".main-svg").first).to_be_attached()
    return page


def feedback_asked(world: World) -> Page:
    """Make a link, whose address and code are shown once."""
    page = world.sign_in("co-ordinator")
    steps.open_view(page, "/feedback/pupils/EX5/ask", own_ids.FEEDBACK_BODY)
    page.get_by_label("Who is it for?").fill("the mother")
    page.get_by_role("button", name="Make the link").click()
    expect(by_id(page, own_ids.FEEDBACK_MESSAGE)).to_contain_text("/answer#")
    return page


def reviews_listed(world: World) -> Page:
    """Open whose plan may need an early review."""
    page = world.sign_in("panel")
    expect(steps.open_view(page, "/feedback/reviews", own_ids.EARLY_BODY)).to_contain_text("EX5")
    return page


def review_decided(world: World) -> Page:
    """Open the reasons for one early review, with the form to decide."""
    page = world.sign_in("co-ordinator")
    path = "/feedback/pupils/EX5/review"
    expect(steps.open_view(page, path, own_ids.EARLY_DECIDING)).to_contain_text("off track")
    return page


def response_shown(world: World) -> Page:
    """Open who is heard as a leader, small counts withheld, with every fold unfolded."""
    page = world.sign_in("leader")
    lead = steps.open_view(page, "/feedback/response", own_ids.RESPONSE_LEAD)
    expect(lead).to_contain_text("nobody was asked about")
    expect(page.locator(".main-svg").first).to_be_attached()
    steps.unfold_all(page)
    return page


def _documents(world: World, view: str) -> Page:
    page = world.sign_in("co-ordinator")
    steps.open_documents(page, "EX1", view)
    steps.unfold_all(page)
    return page


def results_checked(world: World) -> Page:
    """Send a file of results with a row that is wrong."""
    page = world.sign_in("senco")
    steps.check_results(page)
    steps.unfold(page)
    return page


def told_refused(world: World) -> Page:
    """Send the form for what was told with a day that is none."""
    page = world.sign_in("co-ordinator")
    steps.open_told(page, "EX4")
    steps.fill_told(page, who="the father", day="soon")
    page.get_by_role("button", name="Save the answer").click()
    expect(page.locator(".error-summary")).to_be_focused()
    return page


STATES: dict[str, Callable[[World], Page]] = {
    state.__name__: state
    for state in (
        sign_in_page,
        sign_in_with_password,
        sign_in_error,
        password_refused,
        people_refused,
        person_given_a_password,
        caseload_full,
        caseload_filtered,
        caseload_empty,
        pupil_with_everything_open,
        pupil_unanswered,
        pupil_saved,
        pupil_overtaken,
        pupil_read_only,
        create_error,
        choose_pupil,
        packages_to_change,
        packages_to_read,
        model_proposed,
        no_such_page,
        pupil_refused,
        plain_refusal,
        signed_out_notice,
        clusters_overview,
        cluster_with_everything_open,
        cluster_withheld,
        cluster_without_cases,
        cluster_unknown,
        benchmark_choose,
        benchmark_with_everything_open,
        benchmark_of_the_senco,
        benchmark_unanswered,
        benchmark_refused,
        library_with_everything_open,
        library_of_the_authority,
        national_with_everything_open,
        sen2_choose,
        sen2_problem,
        sen2_stands,
        sen2_profile,
        sen2_heatmap,
        sen2_heatmap_by_year,
        sen2_league,
        sen2_breakdowns,
        sen2_map,
        sen2_data,
        sen2_report,
        documents_choose,
        documents_overview,
        documents_listed,
        documents_suggest,
        documents_mentions,
        documents_words,
        documents_dictionary,
        documents_contradictions,
        documents_names,
        documents_text,
        documents_empty,
        documents_refused,
        documents_dual_run,
        board_full,
        forecast_full,
        calendar_full,
        changes_shown,
        process_refused,
        process_read_only,
        value_refused,
        value_to_keep,
        response_shown,
        results_checked,
        told_refused,
        feedback_listed,
        feedback_of_one,
        feedback_timeline,
        feedback_asked,
        reviews_listed,
        review_decided,
        evidence_shown,
        evidence_of_one,
        recommendations_proposed,
        results_checked,
        told_refused,
    )
}

# `make test` opens these, a state or two of every page; `make browse` opens all.
FIRST_STATES = frozenset(
    {
        "sign_in_page",
        "caseload_full",
        "pupil_with_everything_open",
        "create_error",
        "cluster_with_everything_open",
        "sen2_stands",
        "feedback_of_one",
    }
)
