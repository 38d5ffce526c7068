"""From a role document to a decided candidate over HTTP, with a real server, broker and worker."""

from datetime import timedelta

import pytest
from django.utils import timezone

from hiring.models import Application, CandidateReport, Decision
from rubrics.ledger.chain import verify
from rubrics.ledger.models import Event
from tests.journeys.conftest import DOCUMENT, PASSWORD, Cast
from tests.journeys.visitor import Page, Visitor
from tests.surroundings.worker import Worker

EVIDENCE = "Described how the evening line was kept running when two crews were ill, and what it had cost."


@pytest.mark.worker
@pytest.mark.django_db(transaction=True)
def test_a_role_document_becomes_a_decided_candidate(
    celery_worker: Worker, live_server: object, cast: Cast
) -> None:
    site = str(live_server)
    recruiter = Visitor(site).sign_in(cast.recruiter.email, PASSWORD)
    manager = Visitor(site).sign_in(cast.manager.email, PASSWORD)

    version = publish(recruiter)
    requisition = open_requisition(recruiter, version, cast)
    activate_plan(recruiter, requisition)
    application = bring_candidate(recruiter, requisition)
    seated = begin_loop(recruiter, application, cast)
    people = {
        person.pk: Visitor(site).sign_in(person.email, PASSWORD)
        for person in cast.interviewers[: len(seated)]
    }
    for interviewer in people.values():
        write_scorecard(interviewer)
    read_report(manager, application)
    debrief(manager, application, list(people.values()))
    decide(manager, application)

    row = Application.objects.get(pk=application)
    report = CandidateReport.objects.get(application=row)
    decision = Decision.objects.get(application=row)
    assert (row.stage, decision.outcome, decision.decided_by) == ("decided", "hire", cast.manager)
    assert (report.state, report.complete, decision.report) == ("ready", True, report)
    assert verify() == []
    kinds = list(Event.objects.order_by("number").values_list("kind", flat=True).distinct())
    steps = ["document.received", "rubric.published", "requisition.opened", "plan.activated", "loop.started",
             "report.requested", "report.built", "report.opened", "debrief.opened", "decision.made"]  # fmt: skip
    assert [kind for kind in dict.fromkeys(kinds) if kind in steps] == steps


def publish(recruiter: Visitor) -> int:
    """Paste the document, watch the worker derive it, settle what is open, publish; the version's number."""
    page = recruiter.send(
        recruiter.open("/role-documents/new/"), "/role-documents/new", text=DOCUMENT.read_text()
    )
    document = page.path
    recruiter.wait(f"{document}progress/", lambda answer: answer.headers.get("HX-Refresh") == "true")
    page = recruiter.open(recruiter.open(document).links("/review/")[0])
    assert "every one is accounted for" in page.text
    while page.has_form("/confirm/" + page.path.split("/")[3]):
        form = page.form("/confirm/" + page.path.split("/")[3])
        if not form.xpath(".//input[@name='statements']"):
            break
        page = recruiter.send(page, "/confirm/" + page.path.split("/")[3])
    page = recruiter.send(page, "/publish")
    assert "/review/" not in page.path, page.text
    return int(page.path.split("/")[3])


def open_requisition(recruiter: Visitor, version: int, cast: Cast) -> int:
    """Open the requisition in the admin, with the manager in its team."""
    page = recruiter.open("/admin/hiring/requisition/add/")
    recruiter.send(
        page,
        "/requisition/add",
        title="Ferry Operations Manager",
        reference="FER-1",
        rubric_version=version,
        time_zone="Europe/Oslo",
        max_candidate_minutes=360,
        **{
            "members-TOTAL_FORMS": 1,
            "members-0-person": cast.manager.pk,
            "members-0-role": "hiring_manager",
        },
    )
    (row,) = recruiter.api("GET", "requisitions/?reference=FER-1")["results"]
    return row["id"]


def activate_plan(recruiter: Visitor, requisition: int) -> None:
    """Have a loop plan proposed, and activate it."""
    page = recruiter.send(recruiter.open(f"/requisitions/{requisition}/plan/"), "/propose")
    page = recruiter.send(page, "/activate")
    (plan,) = recruiter.api("GET", f"loop-plans/?requisition={requisition}")["results"]
    assert (plan["state"], plan["certificate"]["status"]) == ("active", "proven")


def bring_candidate(recruiter: Visitor, requisition: int) -> int:
    """Add a candidate by the API, as another system would; the application's number."""
    candidate = recruiter.api(
        "POST", "candidates/", full_name="Kim Kestrel", email="kim@example.net", time_zone="Europe/Oslo",
        requisition=requisition,
    )  # fmt: skip
    (row,) = recruiter.api("GET", f"applications/?candidate={candidate['id']}")["results"]
    return row["id"]


def begin_loop(recruiter: Visitor, application: int, cast: Cast) -> set[int]:
    """Begin the loop; give every interview a time of yesterday on its page, and a person by the API."""
    page = recruiter.send(recruiter.open(f"/applications/{application}/"), "/loop/start")
    loop = int(page.path.split("/")[2])
    sessions = recruiter.api("GET", f"loops/{loop}/")["sessions"]
    begin = timezone.now().replace(hour=8, minute=0, second=0, microsecond=0) - timedelta(days=1)
    seated: set[int] = set()
    for number, session in enumerate(sessions):
        starts = (begin + timedelta(hours=2 * number)).strftime("%Y-%m-%dT%H:%M")
        page = recruiter.open(f"/sessions/{session['id']}/arrange/")
        page = recruiter.send(page, "/time", status=422, starts=starts)
        assert "That time is in the past." in page.text
        recruiter.send(page, "/time", ("confirmed", page.tree.xpath("//button[@name='confirmed']/@value")[0]))
        seated.add(seat(recruiter, session["id"], cast, number))
    assert len(seated) == len(sessions)
    return seated


def seat(recruiter: Visitor, session: int, cast: Cast, number: int) -> int:
    """Give the interview to the next interviewer."""
    person = cast.interviewers[number]
    given = recruiter.api("POST", f"sessions/{session}/give-seat/", person=person.pk, kind="lead")
    assert [one["person"] for one in given["seats"]] == [person.pk]
    return person.pk


def write_scorecard(interviewer: Visitor) -> None:
    """From the home page to the scorecard: rate, lock, recommend."""
    address = interviewer.open("/").links("/scorecards/")[0]
    page = interviewer.open(address)
    numbers = [
        name.removeprefix("note-")
        for name in page.form(address.rstrip("/")).fields
        if name.startswith("note-")
    ]
    fields = {f"rating-{one}": "4" for one in numbers} | {f"note-{one}": EVIDENCE for one in numbers}
    page = interviewer.send(page, address.rstrip("/"), ("action", "check"), **fields)
    assert page.path == f"{address}lock/", page.text
    page = interviewer.send(page, "/lock")
    page = interviewer.send(page, "/recommendation", recommendation="for", reason="Kept the line running.")
    assert "Submitted and locked" in page.text


def read_report(manager: Visitor, application: int) -> None:
    """Watch the worker build the report, open it, take both files along."""

    def is_ready(page: Page) -> bool:
        return "report.pdf" in page.content.decode()

    manager.wait(f"/applications/{application}/report/", is_ready)
    page = manager.open(f"/applications/{application}/report/")
    pdf, workbook = (manager.open(page.links(f"report.{kind}")[0]).content for kind in ("pdf", "xlsx"))
    assert (pdf[:5], workbook[:2]) == (b"%PDF-", b"PK")
    assert EVIDENCE in page.text


def debrief(manager: Visitor, application: int, panel: list[Visitor]) -> None:
    """Everybody votes, reads, votes again; what differs is discussed and written down."""
    page = manager.send(manager.open(f"/applications/{application}/report/"), "/debrief")
    address = page.path
    for step in ("voting", "reading", "revoting", "discussing"):
        if step in ("voting", "revoting"):
            for person in panel:
                person.send(
                    person.open(address),
                    "/vote",
                    vote="for",
                    reason="Calm in the story of the two ill crews.",
                )
        if step == "discussing":
            manager.send(manager.open(address), "/notes", notes="All four stories point the same way.")
        page = manager.send(manager.open(address), "/step")
        if step == "voting":  # the manager has not voted, and is asked about that
            manager.send(page, "/step")
    assert "closed" in manager.open(address).text.lower()


def decide(manager: Visitor, application: int) -> None:
    """Under the manager's own name, with the reason."""
    page = manager.open(f"/applications/{application}/decision/")
    page = manager.send(
        page, "/decision", outcome="hire", reason_code="meets_requirements",
        reason="Every competency was met in a story of their own.", confirmed="on",
    )  # fmt: skip
    assert "The decision is recorded" in page.text
