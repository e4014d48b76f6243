"""The scrubber: secrets in many forms are replaced, ordinary code is left alone."""

from __future__ import annotations

import random
import string
import time
from uuid import UUID

import pytest

from kaggle_store.models import TrainingJob
from kaggle_store.report.scrubber import MARK, Scrubber, known_secrets

HEX = "0123456789abcdef0123456789abcdef"
SECRET = {
    'password = "hunter2"': f'password = "{MARK}"',
    'db_password: "p\\"q"': f'db_password: "{MARK}"',
    "api_key='k'": f"api_key='{MARK}'",
    f'{{"username": "ada", "key": "{HEX}"}}': f'{{"username": "ada", "key": "{MARK}"}}',
    f"KAGGLE_KEY={HEX}": f"KAGGLE_KEY={MARK}",
    "DB_PASSWORD=hunter2": f"DB_PASSWORD={MARK}",
    'os.environ["WANDB_API_KEY"] = "abc"': f'os.environ["WANDB_API_KEY"] = "{MARK}"',
    "os.environ.setdefault('HF_TOKEN', 'abcdefghij1')": (
        f"os.environ.setdefault('HF_TOKEN', '{MARK}')"
    ),
    "postgres://u:p@h/db": f"postgres://{MARK}@h/db",
    "https://ada:tok@example.org/a": f"https://{MARK}@example.org/a",
    "Authorization: Bearer abcdef1234567890": f"Authorization: Bearer {MARK}",
    "-H 'Basic dXNlcjpwYXNz12=='": f"-H 'Basic {MARK}'",
    "mysql --password hunter2 db": f"mysql --password {MARK} db",
    "aws_secret_access_key=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY": (
        f"aws_secret_access_key={MARK}"
    ),
    "?access_token=abc123def456&x=1": f"?access_token={MARK}&x=1",
    f"wandb.login(key='{HEX}01234567')": f"wandb.login(key='{MARK}')",
    "https://hooks.slack.com/services/T0/B0/xyz": f"https://hooks.slack.com/services/{MARK}",
    "https://discord.com/api/webhooks/1/xyz": f"https://discord.com/api/webhooks/{MARK}",
    "-----BEGIN OPENSSH PRIVATE KEY-----\nab\n-----END OPENSSH PRIVATE KEY-----\n": f"{MARK}\n",
    "-----BEGIN PRIVATE KEY-----\nnever ends": MARK,
}
FORMATS = [
    "eyJhbGciOiJIUzI1NiJ9.eyJyb2xlIjoic2Vydmlj.abc_def",
    "AKIA" + "A1" * 8,
    "AIza" + "b" * 35,
    "ghp_" + "a" * 36,
    "github_pat_" + "a" * 30,
    "glpat-" + "a" * 20,
    "sk-ant-api03-" + "a" * 30,
    "sk_live_" + "a" * 24,
    "hf_" + "a" * 34,
    "KGAT_" + "a" * 32,
    "xoxb-1234567890-abcdef",
    "sb_secret_" + "a" * 24,
    "npm_" + "a" * 36,
    "SG." + "a" * 22 + "." + "b" * 43,
]
ORDINARY = [
    'pad_token = "<pad>"',
    "max_tokens=4096",
    "tokens = tokenizer.encode(text)",
    'key="SalePrice"',
    "frame.sort_values(key=lambda x: x)",
    "token: str",
    'password=os.environ["X"]',
    "password = getpass()",
    "key = f'beta1_{beta1}'",
    "stage_1_initial_implementation_1_preliminary/node_000_bf06f810.py",
    HEX,
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "019a6b7c-0000-7000-8000-000000000001",
    "GradientBoostingRegressorWithEarlyStopping2",
    "lr0_001_bs32_ep10_h128_l2_d0_5_x",
    "ResNet50_v2_bs32_LR0001_Adam_fold3",
    "X_train_scaled_2d_standardized_v12",
    "secret_santa = 3",
    "sorted(names, key=len)",
    "The token budget: 12,000 tokens",
    "https://example.com/a@b",
    "git@github.com:a/b.git",
    "tokenizer='bert-base-uncased'",
    'api_key = "${API_KEY}"',
]


@pytest.mark.parametrize(
    "text",
    [
        "-----BEGIN PGP PRIVATE KEY BLOCK-----\nSECRET\n-----END PGP PRIVATE KEY BLOCK-----",
        "https://a.blob.core.windows.net/c?sv=2020&sig=SECRET3%2Fd9k2jd0",
        "host=db user=x password=SECRET",
        "Server=tcp:x;User ID=a;Password=SECRET!;",
        "DefaultEndpointsProtocol=https;AccountName=x;AccountKey=SECRETvdM02xNOcqFlqUwJ==;",
        "postgresql://user:p@SECRET@db.example/x",
        "db:\n  password: SECRET2",
        "wandb login SECRET",
        "vastai set api-key SECRET",
        "curl -s -u bob:SECRET https://example.org",
        "sshpass -p 'SECRET' ssh gpu",
        "machine example.org login bob password SECRET",
        f"SK{'0123456789abcdef' * 2}",
        "AGE-SECRET-KEY-1SECRETSECRETSECRETSECRET",
        "ya29.a0AfH6SMBx-SECRETSECRET123",
    ],
)
def test_secret_of_a_command_or_connection_is_replaced(text: str) -> None:
    scrubber = Scrubber()
    scrubbed = scrubber.text(text)
    assert MARK in scrubbed
    assert scrubber.count >= 1
    assert "SECRET" not in scrubbed
    assert "0123456789abcdef" not in scrubbed


@pytest.mark.parametrize(
    "text",
    [
        "sha512-YdoDWSnozHr5oQO+oNPeE3U8X+Kzjyh8XUW/j1p9O/Ly53a5Ll3rG93CtCh42It5jf/3470msMPU==",
        "connect(host=db, user=x, password=password)",
        "def login(password: str) -> None: ...",
        "read a=1 b=2 from train.csv",
        "curl -O https://example.org/train.csv",
    ],
)
def test_checksum_and_code_stay(text: str) -> None:
    assert Scrubber().text(text) == text


@pytest.mark.parametrize("text", SECRET)
def test_secret_is_replaced(text: str) -> None:
    scrubber = Scrubber()
    assert scrubber.text(text) == SECRET[text]
    assert scrubber.count == 1


@pytest.mark.parametrize("secret", FORMATS, ids=lambda secret: secret[:8])
def test_format_of_a_service_is_replaced(secret: str) -> None:
    assert Scrubber().text(f"log in with {secret}, please") == f"log in with {MARK}, please"


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_text_stays(text: str) -> None:
    scrubber = Scrubber()
    assert scrubber.text(text) == text
    assert scrubber.count == 0


@pytest.mark.parametrize(
    ("alphabet", "length"),
    [
        (string.ascii_letters + string.digits, 40),
        (string.ascii_letters + string.digits + "+/", 44),
        (string.ascii_letters + string.digits + "-_", 43),
        (string.ascii_lowercase + string.digits, 48),
    ],
    ids=["base62", "base64", "base64url", "base36"],
)
def test_nine_of_ten_random_texts_are_replaced(alphabet: str, length: int) -> None:
    rng = random.Random(length)
    texts = ["".join(rng.choices(alphabet, k=length)) for _ in range(300)]
    scrubber = Scrubber()
    assert sum(MARK in scrubber.text(f"x {text} y") for text in texts) >= 270


def test_known_values_are_replaced_anywhere() -> None:
    scrubber = Scrubber(["open sesame", "open sesame 1001", "short"])
    assert scrubber.text("say open sesame 1001, open sesame; short") == f"say {MARK}, {MARK}; short"


def test_known_secrets_come_from_the_environment() -> None:
    found = known_secrets(
        {"SUPABASE_SECRET_KEY": "a", "DB_PASSWORD": "b", "KAGGLE_KEY": HEX, "EDITOR_KEY": "vi"}
    )
    assert found == ["a", "b", HEX]


def test_json_is_scrubbed_by_key_at_any_depth() -> None:
    given = {
        "ssh": {"host": "h", "password": "x1", "private_key": "y"},
        "key": HEX,
        "names": ["a", {"token": "abcdef123456"}],
        "rounds": 100,
        "url": "https://a:b@c",
        "password": None,
    }
    assert Scrubber().value(given) == {
        "ssh": {"host": "h", "password": MARK, "private_key": MARK},
        "key": MARK,
        "names": ["a", {"token": MARK}],
        "rounds": 100,
        "url": f"https://{MARK}@c",
        "password": None,
    }


def test_row_keeps_its_type_and_other_columns() -> None:
    id = UUID(int=7)
    row = TrainingJob.model_construct(
        id=id, job_name="password: 'x1'", hyperparameters={"api_key": "x1", "depth": 3}, attempts=2
    )
    columns = {name: getattr(row, name, None) for name in TrainingJob.model_fields}
    scrubbed = Scrubber().row(TrainingJob.model_construct(**columns))
    assert isinstance(scrubbed, TrainingJob)
    assert (scrubbed.id, scrubbed.attempts) == (id, 2)
    assert scrubbed.job_name == f"password: '{MARK}'"
    assert scrubbed.hyperparameters == {"api_key": MARK, "depth": 3}


def test_scrubbing_twice_changes_nothing() -> None:
    scrubber = Scrubber()
    once = [scrubber.text(text) for text in (*SECRET, *FORMATS)]
    assert [scrubber.text(text) for text in once] == once


@pytest.mark.parametrize(
    "text",
    [
        *('password="' * 5000, "a" * 100_000, "key" * 50_000, "x:" * 50_000, "-" * 100_000),
        *("://" * 50_000, "eyJ" * 50_000, "secret " * 20_000, "bearer " * 20_000),
        *(("_" * 60 + "key") * 1500, "abc1DEF2" * 15_000, "key='" + "\\" * 100_000),
        *("-----BEGIN PRIVATE KEY-----" * 4000, "pwd a=b " * 12_000, "curl -u" * 14_000),
    ],
    ids=lambda text: text[:12],
)
def test_time_grows_with_the_length_only(text: str) -> None:
    def seconds(part: str) -> float:
        started = time.process_time()
        Scrubber().text(part)
        return time.process_time() - started

    # The least of up to ten measurements: a disturbance only adds to a time.
    half, whole = seconds(text[: len(text) // 2]), seconds(text)
    for _ in range(9):
        if whole < 3.2 * half + 0.05:
            break
        half = min(half, seconds(text[: len(text) // 2]))
        whole = min(whole, seconds(text))
    assert whole < 3.2 * half + 0.05
