import pytest

from municipalities.support.jma.safe_xml import DEEPEST, LARGEST_BYTES, UnreadableTelegram, parse_xml

LAUGHS = """<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><Report>&c;</Report>"""
EXTERNAL = '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><Report>&x;</Report>'
PARAMETER = '<!DOCTYPE r [<!ENTITY % x SYSTEM "http://example.jp/x.dtd"> %x;]><Report/>'


def sentence(data: bytes) -> str:
    with pytest.raises(UnreadableTelegram) as refusal:
        parse_xml(data)
    return str(refusal.value)


@pytest.mark.parametrize("xml", [LAUGHS, EXTERNAL, PARAMETER, "<!DOCTYPE html><Report/>"])
def test_parse_xml_refuses_every_doctype_before_any_entity(xml):
    assert sentence(xml.encode()) == "DTD（文書型や実体の宣言）を含むXMLは、安全のため読みません。"


def test_parse_xml_refuses_an_entity_that_nobody_declared():
    assert (
        sentence(b"<Report>&x;</Report>") == "XMLとして読めません（1行目）。ファイルが壊れていないか確認してください。"
    )


def test_parse_xml_refuses_more_than_the_largest():
    assert sentence(b"<" * (LARGEST_BYTES + 1)) == "ファイルが大きすぎます（上限は5MBです）。"


def test_parse_xml_refuses_a_deep_nest():
    deep = b"<a>" * (DEEPEST + 1) + b"</a>" * (DEEPEST + 1)
    assert sentence(deep) == "XMLの入れ子が深すぎます。気象庁の電文ではありません。"


@pytest.mark.parametrize("data", [b"", b"\x00\x01", b"<Report>", b"<Report></Rep>", "電文".encode(), b"<a/><b/>"])
def test_parse_xml_refuses_what_is_broken(data):
    assert sentence(data).startswith("XMLとして読めません")


def test_parse_xml_refuses_an_encoding_that_it_cannot_read():
    data = '<?xml version="1.0" encoding="Shift_JIS"?><Report>岐阜</Report>'.encode("cp932")
    assert sentence(data) == "文字コードを読めません。UTF-8のXMLを指定してください。"


def test_parse_xml_takes_names_without_their_spaces():
    root = parse_xml('<Report xmlns="u:a" xmlns:x="u:b"><x:Area x:t="1">岐阜</x:Area></Report>'.encode())
    assert [(one.tag, one.text, one.attrib) for one in root.iter()] == [
        ("Report", None, {}),
        ("Area", "岐阜", {"t": "1"}),
    ]
