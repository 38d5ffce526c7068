"""`manage.py demo`: the main job on sample documents, from nothing, through a real worker."""

import random
import signal
import socket
import subprocess
import sys
import time
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.utils.text import slugify

from config.demo import interviews, outcomes, people, rubrics
from config.demo.interviews import Opening
from config.demo.processes import Processes
from config.demo.rubrics import StepFailed
from hiring.accounts.models import User

REPORTS = Path(settings.BASE_DIR) / "var" / "reports"
SEED = 20260302


class Command(BaseCommand):
    """Ends with status 0 after the job, or serves the site until it is interrupted."""

    help = "Run the main job on sample role documents and serve the site."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--documents",
            type=Path,
            help="a role document, or a folder of .txt, .md, .html, .docx, .odt and .pdf ones",
        )
        parser.add_argument("--no-serve", action="store_true", help="end after the job")
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, **options: Any) -> None:
        processes = Processes()
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
        try:
            files = rubrics.files_of(options["documents"])
            self.prepare()
            processes.start_workers()
            cast = self.run_job(files, processes)
            if not options["no_serve"]:
                self.serve(cast, processes, options["port"])
        except StepFailed as failed:
            raise CommandError(str(failed)) from failed
        finally:
            processes.stop()

    def say(self, text: str) -> None:
        """A line on the terminal, at once."""
        self.stdout.write(text)
        self.stdout.flush()

    def prepare(self) -> None:
        """Tables, and nobody in them: the demo never touches a database that is in use."""
        self.say("1/6  Setting up the database")
        call_command("migrate", verbosity=0)
        if User.objects.exists():
            raise StepFailed(
                f"The database “{connection.settings_dict['NAME']}” is in use; the demo needs an empty one."
            )
        REPORTS.mkdir(parents=True, exist_ok=True)
        replaced = list(REPORTS.glob("*.pdf"))
        for old in replaced:
            old.unlink()
        if replaced:
            place = REPORTS.relative_to(settings.BASE_DIR)
            self.say(f"  {counted(len(replaced), 'report')} of the run before removed from {place}/")

    def run_job(self, files: list[Path], processes: Processes) -> people.Cast:
        """From the files to the reports; prints the table."""
        cast = people.make_cast(len(files))
        self.say(
            f"2/6  Reading {counted(len(files), 'file')} and deriving rubrics from the role documents among them"
        )
        drafts = list(rubrics.derived(rubrics.take_in(files, cast, self.say), self.say))
        processes.watch()
        versions = [rubrics.publish(draft, cast) for draft in drafts]
        self.say(f"3/6  Designing loops for {counted(len(versions), 'published rubric')}")
        openings = [interviews.open_requisition(version, n, cast) for n, version in enumerate(versions, 1)]
        for opening in openings:
            minutes, certificate = opening.plan.candidate_minutes, opening.plan.certificate
            self.say(f"  {opening.requisition.title}: {minutes} minutes. {certificate['sentence']}")
        self.say("4/6  Bringing candidates in, finding people and times")
        names = cycle(people.CANDIDATES)
        for opening in openings:
            interviews.bring_candidates(opening, islice(names, len(interviews.WHEN)), cast)
        placed, left = interviews.schedule(openings, cast)
        self.say(f"  {placed} interviews are scheduled" + (f"; left over: {' '.join(left)}" if left else ""))
        self.say("5/6  Interviewers fill scorecards")
        rng = random.Random(SEED)  # noqa: S311 - the same stories at every run
        for opening in openings:
            outcomes.verify_requirements(opening, cast, rng)
            count = interviews.hold_and_rate(opening, cast, rng)
            self.say(f"  {opening.requisition.title}: {count} scorecards are in")
        self.say("6/6  The worker builds the reports")
        self.print_table([row for opening in openings for row in self.write_reports(opening, cast)])
        for opening in openings[:1]:
            self.say(f"\n  {outcomes.debrief_and_decide(opening, cast)}")
        processes.watch()
        return cast

    def write_reports(self, opening: Opening, cast: people.Cast) -> list[tuple[str, str, str]]:
        """The PDFs of one requisition under var/reports."""
        rows = []
        for report in interviews.wait_for_reports(opening, cast):
            candidate = report.application.candidate.full_name
            name = f"{slugify(opening.requisition.title)}-{slugify(candidate)}.pdf"
            (REPORTS / name).write_bytes(report.pdf.read())
            complete = "complete" if report.complete else "incomplete"
            rows.append(
                (opening.requisition.title, report.application.candidate.full_name, f"{complete}, {name}")
            )
        return rows

    def print_table(self, rows: list[tuple[str, str, str]]) -> None:
        """Role, candidate and report in columns."""
        if not rows:
            return
        widths = [max(len(row[column]) for row in rows) for column in range(2)]
        self.say("")
        for role, candidate, report in rows:
            self.say(f"  {role:<{widths[0]}}  {candidate:<{widths[1]}}  {report}")
        self.say(f"\n  {len(rows)} reports lie in {REPORTS.relative_to(settings.BASE_DIR)}/")

    def serve(self, cast: people.Cast, processes: Processes, port: int) -> None:
        """The site until Ctrl+C."""
        port = free_port(port)
        server = processes.start_site(port)
        wait_for_site(server, port)
        self.say(f"\nThe site is at http://127.0.0.1:{port}/  \n")
        for role, email in cast.logins:
            self.say(f"  {role:<15} {email}")
        self.say(f"  {'password':<15} {people.PASSWORD}\n")
        self.say(
            "Ctrl+C ends the demo and forgets its data; the reports stay until the next run, which starts from nothing."
        )
        try:
            server.wait()
        except KeyboardInterrupt:
            self.say("Ending.")


def counted(number: int, noun: str) -> str:
    """ "1 role document", "4 role documents"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def wait_for_site(server: subprocess.Popen[bytes], port: int) -> None:
    """Until the site takes connections."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if server.poll() is not None:
            break
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise StepFailed("The site did not start; see var/log/site.log.")


def free_port(wanted: int) -> int:
    """The wanted port, or any free one where something else listens there."""
    for port in (wanted, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise StepFailed("No port is free on this machine.")
