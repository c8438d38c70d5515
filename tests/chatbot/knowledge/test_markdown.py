import pytest

from chatbot.content import load
from chatbot.knowledge.markdown import to_html, to_text


def test_to_html_keeps_structure():
    answer = "**本人**が来てください。\n\n- 印鑑\n- 本人確認書類\n\n1. 申請する\n2. 受け取る"
    assert to_html(answer) == (
        "<p><strong>本人</strong>が来てください。</p>\n<ul>\n<li>印鑑</li>\n<li>本人確認書類</li>\n</ul>\n"
        "<ol>\n<li>申請する</li>\n<li>受け取る</li>\n</ol>"
    )


def test_to_html_ends_a_line_where_it_was_ended():
    assert to_html("一行目\n二行目") == "<p>一行目<br>\n二行目</p>"


def test_to_html_of_headings_stays_below_those_of_the_page():
    assert to_html("# 大\n\n## 中\n\n### 小") == "<h3>大</h3>\n<h4>中</h4>\n<h4>小</h4>"


def test_to_html_of_a_table():
    html = to_html("|区分|手数料|\n|---|---|\n|住民票|300円|")
    assert "<th>区分</th>" in html
    assert "<td>300円</td>" in html


def test_to_html_of_a_link_leaves_no_trace_of_where_one_came_from():
    assert to_html("[県のページ](https://www.pref.gifu.lg.jp/)") == (
        '<p><a href="https://www.pref.gifu.lg.jp/" rel="noopener noreferrer">県のページ</a></p>'
    )


@pytest.mark.parametrize(
    "evil",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[押す](javascript:alert(1))",
        "[押す](data:text/html;base64,PHNjcmlwdD4=)",
        '[押す](https://a.example/"onmouseover="alert(1))',
        "<a href='javascript:alert(1)'>押す</a>",
        "![絵](https://tracker.example/pixel.gif)",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
    ],
)
def test_to_html_lets_nothing_run(evil):
    html = to_html(evil)
    assert [
        sign for sign in ("<script", "<img", 'href="javascript', 'href="data', '"onmouseover') if sign in html
    ] == []


def test_to_text_keeps_marks_and_addresses():
    answer = "**本人**が[窓口](https://example.jp/)へ。\n\n- 印鑑\n- 本人確認書類\n\n3. 申請\n4. 受取"
    assert to_text(answer) == "本人が窓口（https://example.jp/）へ。\n\n・印鑑\n・本人確認書類\n\n3. 申請\n4. 受取"


def test_to_text_says_an_address_once():
    assert to_text("[058-265-4141](tel:058-265-4141) <a@example.jp>") == "058-265-4141 a@example.jp"


def test_to_text_of_a_list_in_a_list():
    assert to_text("- 親\n  - 子\n- 次") == "・親\n　・子\n・次"


def test_to_text_of_a_table():
    assert to_text("|区分|手数料|\n|---|---|\n|住民票|300円|") == "区分　手数料\n住民票　300円"


def test_to_text_leaves_no_mark_of_markdown_in_what_ships():
    left = [
        entry["slug"]
        for entry in load.entries()
        if "**" in to_text(entry["answer"]) or "](" in to_text(entry["answer"])
    ]
    assert left == []
