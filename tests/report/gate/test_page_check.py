from __future__ import annotations

import pytest

from pug_analysis.report.gate.page_check import find_problems

CSP = (
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; "
    "form-action 'none'"
)


def page(body: str, *, head: str = "", lang: str = "id", csp: str = CSP) -> str:
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><title>T</title>'
        f'<meta http-equiv="Content-Security-Policy" content="{csp}">{head}</head>'
        f"<body><main><h1>Judul</h1>{body}</main></body></html>"
    )


def test_a_sound_page_passes():
    body = (
        '<h2 id="a">A</h2><a href="#a">a</a><a href="tabel/a.csv">csv</a>'
        '<a href="https://peraturan.go.id">UU</a><img alt="x" src="data:image/png;base64,AA">'
    )
    assert find_problems(page(body)) == []


@pytest.mark.parametrize(
    "body",
    [
        "<script>1</script>",
        "<SCRIPT src=x></SCRIPT>",
        '<img alt="x" src="https://example.invalid/a.png">',
        '<img alt="x" src="data:image/svg+xml;base64,AA">',
        '<img src="data:image/png;base64,AA">',
        '<img alt="x" src="data:image/png;base64,AA" onerror="x()">',
        '<iframe src="a.html"></iframe>',
        '<link rel="stylesheet" href="a.css">',
        '<a href="javascript:x()">x</a>',
        '<a href=" java\tscript:x()">x</a>',
        '<a href="//example.invalid">x</a>',
        '<a href="http://example.invalid">x</a>',
        '<p style="background:url(a.png)">x</p>',
        "<style>@import 'a.css';</style>",
        '<svg><image href="a.png"/></svg>',
        '<video poster="a.png"></video>',
        '<form action="a"></form>',
        '<meta http-equiv="refresh" content="0;url=a">',
        "<h1>Dua</h1>",
        '<p id="a"></p><p id="a"></p>',
        '<a href="#tidak-ada">x</a>',
    ],
)
def test_each_defect_is_found(body):
    assert find_problems(page(body))


def test_language_policy_and_secrets_are_checked():
    assert find_problems(page("", lang="en")) == ['lang bukan "id"']
    assert find_problems(page("", csp="default-src *")) == [
        "Content-Security-Policy tidak ada atau berbeda"
    ]
    assert find_problems(page("/srv/kerja"), secrets=("/srv/kerja",)) == ["jalur folder kerja"]
