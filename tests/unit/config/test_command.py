import pytest

from cotmoc.config.command import build_parser, chosen_language, subcommands

COMMANDS = subcommands()


@pytest.mark.parametrize(
    "name",
    ["areas", "backup", "demo", "doctor", "import", "picture", "restore", "serve", "user"],
)
def test_promised_command_is_there(name: str) -> None:
    assert name in COMMANDS


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_command_shows_an_example(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        build_parser().parse_args([name, "--help"])
    assert ended.value.code == 0
    assert f"cotmoc {name}" in capsys.readouterr().out.partition("Example:")[2]


def test_language_is_the_one_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    assert chosen_language(["user", "list", "--language", "vi", "--json"]) == (
        "vi",
        ["user", "list", "--json"],
    )


@pytest.mark.parametrize(
    ("locale", "language"), [("vi_VN.UTF-8", "vi"), ("en_GB.UTF-8", "en"), ("C.UTF-8", "en")]
)
def test_language_is_otherwise_that_of_the_environment(
    locale: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", locale)
    assert chosen_language(["doctor"]) == (language, ["doctor"])


def test_unknown_command_is_misuse(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        build_parser().parse_args(["guess"])
    assert ended.value.code == 2
    assert "guess" in capsys.readouterr().err
