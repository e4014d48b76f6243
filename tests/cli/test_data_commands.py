"""What the data commands print, beside snapshots: lists, rows, verbs, JSON, CSV and errors.

`pytest tests/cli --update-snapshots` writes the snapshots; look at the difference.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable

import pytest

Run = Callable[..., tuple[int, str, str]]
Check = Callable[[str, str], None]

E1, E2, E3, E4 = (f"e0000000-0000-7000-8000-00000000000{n}" for n in range(1, 5))
J1, J2, J3 = (f"f0000000-0000-7000-8000-00000000000{n}" for n in range(1, 4))
G1, G3 = "b0000000-0000-7000-8000-000000000001", "b0000000-0000-7000-8000-000000000003"
S2, S3 = "50000000-0000-7000-8000-000000000002", "50000000-0000-7000-8000-000000000003"
I1, I2, I3 = (f"90000000-0000-7000-8000-00000000000{n}" for n in range(1, 4))
A1, A2 = (f"70000000-0000-7000-8000-00000000000{n}" for n in (1, 2))
NOWHERE = "00000000-0000-7000-8000-000000000000"

READS = {
    "executions": f"""
        list
        list --all --status failed --status cancelled
        list --competition titanic --order=-gpu_budget_consumed --limit 1
        list --competition titanic --limit 1 --offset 1 --json
        list --where gpu_budget_consumed__gt=100
        list --where lease_id=null --where execution_name__ilike=%blend% --csv
        show {E1}
        show {E2}
        show {E4}
        show {E4} --json
        show {NOWHERE}
        list --competition unknown
        list --where prioritty=1
        list --where priority=high
    """,
    "competitions": """
        list
        list --all
        list --all --type audio --csv
        list --order=-deadline --limit 1 --json
        show titanic
        show c0000000-0000-7000-8000-000000000002
        show titanic --json
        show unknown
    """,
    "submissions": f"""
        list
        list --status scored --order=-public_score --limit 1 --csv
        list --execution {E2}
        show {S2}
        show 41001
        show 41001 --json
        show 99999
    """,
    "artifacts": f"""
        list
        list --kind model --execution {E1} --csv
        list --job {J1} --json
        list --submission {S2}
        show {A1}
        show s3://kaggle/artifacts/{E1}/{"1b" * 16}/submission.csv --json
        show s3://kaggle/artifacts/nothing
        show {NOWHERE}
        show x
    """,
    "interventions": f"""
        list
        list --all
        list --status rejected --csv
        list --assigned-to alice@example.org
        list --priority critical --json
        show {I1}
        show {I3}
        show {I3} --json
    """,
    "jobs": f"""
        list
        list --all --execution {E1}
        list --status failed --csv
        list --status queued --json
        show {J1}
        show {J3}
        show {J3} --json
    """,
    "gpu": f"""
        list
        list --all
        list --where provider=salad --csv
        list --limit 1 --json
        show {G1}
        show {G1} --json
    """,
    "metrics": f"""
        list --execution {E1}
        list --execution {E2}
        list --execution {E1} --json
        list --execution {E1} --csv
        show loss --execution {E1} --buckets 8
        show loss --execution {E1} --buckets 2 --json
        show cost.tokens --execution {E1} --buckets 3 --csv
        show loss --execution {E1} --job {J1} --attempt 1 --since 2026-12-01T11:30Z --buckets 3
        show loss --execution {E1} --tag step=7 --buckets 1
        show nothing --execution {E1}
        list --execution {NOWHERE}
    """,
    "settings": """
        list
        list --type gpu --json
        list --csv
        show gpu.max_hourly_rate
        show mail.password
        show mail.password --json
        show unknown
    """,
    "audit": f"""
        list
        list --execution {E1} --table agent_executions --csv
        list --row 60000000-0000-7000-8000-000000000001
        list --since 2026-12-01T10:00Z --until 2026-12-01T11:00:00+00:00 --json
        list --since 2026-12-01 --limit 2
        show 102
        show 102 --json
        show 7
    """,
}

VERBS = {
    "executions": f"""
        cancel {E1}
        cancel {E1}
        cancel {E4}
        retry {E4}
        retry {E2}
        retry {E3}
        retry {E3}
        extend-budget {E2} --by 0.5
        extend-budget {E2} --to $12
        extend-budget {E2} --to 3
        extend-budget {NOWHERE} --by 1
    """,
    "submissions": f"""
        disqualify {S2} --reason 'external data'
        disqualify 41001
        disqualify {S3}
    """,
    "jobs": f"""
        retry {J3}
        retry {J1}
        cancel {J1}
        cancel {J2}
        cancel {J3}
    """,
    "gpu": f"""
        terminate {G1} --reason idle
        terminate {G1}
        terminate {G3}
    """,
    "settings": """
        set gpu.max_hourly_rate 2
        set gpu.max_hourly_rate 2 --text --json
        set kaggle.token s3cret --encrypted --type api --description 'uploads'
        list --type api --json
        show kaggle.token
        reveal kaggle.token --reason 'to upload'
        reveal kaggle.users --reason 'to look' --json
        reveal kaggle.token --reason x
        reveal unknown --reason 'to look'
        set kaggle.token other --no-encrypted
    """,
    "interventions": f"""
        answer {I1}
        answer {I1} --respond hm
        answer {I1} --approve --data {{}}
        answer {I1} --edit --set budget=9 --set file=other.csv
        answer {I1} --edit '{{"budget": 9, "file": "other.csv"}}'
        answer {I1} --edit --set budget=much
        answer {I1} --edit '{{"file": "best.csv"}}'
        answer {I1} --edit --set again=yes --set budget=2 --message fine
        answer {I1} --reject no
        answer {I2} --reject ''
        answer {I2} --reject 'The split is right.' --by alice
        answer {I3} --approve
        answer {NOWHERE} --approve
    """,
}

_NEW = (
    (re.compile(r"01[0-9a-f]{6}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}"), "<new id>"),
    (re.compile(r"2026-12-01T12:0\d:[0-9.]+Z"), "<now>"),
    (re.compile(r"\b(now|in \d s|\d s ago)(?=: fine)"), "just now"),
    (re.compile(r"\((?:now|in \d s|\d s ago)\)"), "(just now)"),
    (re.compile(r"v1:[-A-Za-z0-9+/=]+"), "<ciphertext>"),
)


def transcript(run: Run, command: str, lines: str) -> str:
    """Return each command line with what it prints; lines on stderr begin with `! `."""
    parts = []
    for line in lines.strip().splitlines():
        words = shlex.split(line)
        code, printed, errors = run(command, *words)
        remarks = "".join(f"! {error}\n" for error in errors.splitlines())
        shown = f"$ kaggle-store {command} {line.strip()}\n{printed}{remarks}"
        parts.append(shown + (f"exit code {code}\n" if code else ""))
    text = "\n".join(parts)
    for pattern, stand_in in _NEW:
        text = pattern.sub(stand_in, text)
    return text


@pytest.mark.parametrize("command", READS)
def test_reads_print_their_snapshot(command: str, run: Run, check_snapshot: Check) -> None:
    check_snapshot(f"{command}.txt", transcript(run, command, READS[command]))


@pytest.mark.parametrize("command", VERBS)
def test_verbs_print_their_snapshot(command: str, run: Run, check_snapshot: Check) -> None:
    check_snapshot(f"{command}_verbs.txt", transcript(run, command, VERBS[command]))
