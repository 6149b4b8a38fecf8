"""Rich mail is shown as plain words: nothing is fetched, hidden text stays hidden, and no shape of it hangs."""

import time

import pytest

from smsdpo.mail.html import readable


def test_blocks_become_lines_and_spaces_are_folded() -> None:
    assert (
        readable("<p>Dear\n   sirs,</p><p>please   <b>erase</b>\nmy data.</p>") == "Dear sirs,\n\nplease erase my data."
    )


def test_lists_breaks_and_tables_stay_readable() -> None:
    html = "<ul><li>name</li><li>phone</li></ul>one<br>two<table><tr><td>a</td><td>b</td></tr></table>"
    assert readable(html) == "- name\n- phone\n\none\ntwo\n\na b"


def test_history_in_a_blockquote_is_marked() -> None:
    assert readable("<div>Yes.</div><blockquote><p>Shall we?</p></blockquote>").splitlines()[-1] == "> Shall we?"


def test_scripts_styles_and_hidden_words_are_left_out() -> None:
    html = (
        "<head><title>t</title><style>p{}</style></head><body><script>alert(1)</script>"
        "<div style='display: none'>tracking words</div><p>Hello</p></body>"
    )
    assert readable(html) == "Hello"


def test_words_that_are_only_hidden_are_shown_rather_than_lost() -> None:
    assert readable("<body><div style='display:none'>Erase my data</div></body>") == "Erase my data"


def test_entities_and_pictures_words_are_read() -> None:
    assert (
        readable("O&rsquo;Brien &amp; S&ouml;hne&nbsp;<img alt='seal' src='http://x.test/p.png'>")
        == "O’Brien & Söhne seal"
    )


@pytest.mark.parametrize(
    "html",
    [
        "<table><tr><td>" * 3000 + "deep",
        "<div>" * 100_000 + "deep",
        "<div>" * 100_000 + "deep" + "</div>" * 100_000,
        "<div>line</div>" * 60_000,
        "<b>" * 50_000 + "x",
        "x" * 3_000_000,
        "<blockquote>" * 5000 + "deep",
        "<!--" + "-" * 500_000,
        "<a href='" + "y" * 500_000,
    ],
)
def test_no_shape_of_html_hangs(html: str) -> None:
    began = time.thread_time()
    readable(html)
    assert time.thread_time() - began < 10
