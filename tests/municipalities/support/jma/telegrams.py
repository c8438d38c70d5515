"""Telegrams that we write ourselves, in the form of 気象庁防災情報XML. The samples of 気象庁 stay out of the project."""

from collections.abc import Sequence

from municipalities.support.jma import Places, Telegram, Town, read_telegram

GIFU = Town("212016", "岐阜市", "gifu-shi", ("210000", "210010", "210011", "2120100"), "432")
TAJIMI = Town("212041", "多治見市", "tajimi-shi", ("210000", "210010", "210012", "2120400"), "431")
TAKAYAMA = Town("212032", "高山市", "takayama-shi", ("210000", "210020", "210021", "2120300"), "430")
HIGASHISHIRAKAWA = Town("215074", "東白川村", "higashishirakawa-mura", ("210000", "210010", "210013", "2150700"), "431")
SHIRAKAWA = Town("216046", "白川村", "shirakawa-mura", ("210000", "210020", "210021", "2160400"), "430")
PLACES = Places("岐阜県", (GIFU, TAKAYAMA, TAJIMI, HIGASHISHIRAKAWA, SHIRAKAWA))

RAIN = "気象警報・注意報（Ｒ０６）（大雨）"
LANDSLIDE = "気象警報・注意報（Ｒ０６）（土砂）"
CODES = {"岐阜市": "2120100", "高山市": "2120300", "多治見市": "2120400", "稚内市": "0121400"}


def report(
    title: str,
    body: str = "",
    *,
    head: str = "",
    status: str = "通常",
    info: str = "発表",
    at: str = "2026-11-30T12:00:00+09:00",
    event: str = "",
    serial: str = "",
    head_title: str = "見出し",
    text: str = "",
    valid: str = "",
) -> str:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<Report xmlns="http://xml.kishou.go.jp/jmaxml1/" xmlns:jmx="http://xml.kishou.go.jp/jmaxml1/">
<Control><Title>{title}</Title><DateTime>2026-11-30T03:00:05Z</DateTime><Status>{status}</Status>
<EditorialOffice>岐阜地方気象台</EditorialOffice><PublishingOffice>岐阜県 岐阜地方気象台</PublishingOffice></Control>
<Head xmlns="http://xml.kishou.go.jp/jmaxml1/informationBasis1/"><Title>{head_title}</Title>
<ReportDateTime>{at}</ReportDateTime><TargetDateTime>{at}</TargetDateTime>
{f"<ValidDateTime>{valid}</ValidDateTime>" if valid else ""}
<EventID>{event}</EventID><InfoType>{info}</InfoType><Serial>{serial}</Serial>
<Headline><Text>{text}</Text>{head}</Headline></Head>
<Body xmlns="http://xml.kishou.go.jp/jmaxml1/body/meteorology1/" xmlns:jmx_eb="http://xml.kishou.go.jp/jmaxml1/elementBasis1/">
{body}</Body></Report>"""


def kind(name: str, status: str = "発表", last: str = "", condition: str = "", code: str = "00") -> str:
    return (
        f"<Kind><Name>{name}</Name><Code>{code}</Code><Status>{status}</Status>"
        + (f"<Condition>{condition}</Condition>" if condition else "")
        + (f"<LastKind><Name>{last}</Name><Code>00</Code></LastKind>" if last else "")
        + "</Kind>"
    )


def items(towns: dict[str, str], *, division: str = "気象警報・注意報（市町村等）") -> str:
    """`towns`: name of a town of CODES → its Kind elements."""
    rows = "".join(
        f"<Item>{kinds}<Area><Name>{town}</Name><Code>{CODES.get(town, town)}</Code></Area></Item>"
        for town, kinds in towns.items()
    )
    return f'<Warning type="{division}">{rows}</Warning>'


def weather(towns: dict[str, str], *, title: str = LANDSLIDE, **head: str) -> Telegram:
    return read_telegram(report(title, items(towns), **head).encode())


def landslide_alert(towns: dict[str, str], **head: str) -> Telegram:
    body = items(towns, division="土砂災害警戒情報")
    return read_telegram(report("土砂災害警戒情報", body, event="岐阜県土砂災害警戒情報", **head).encode())


def shaken(cities: Sequence[tuple[str, str, str]], *, title: str = "震源・震度に関する情報", **head: str) -> Telegram:
    """`cities`: (name, 7 digits, MaxInt), or regions with 3 digits for a 震度速報."""
    tag = {7: "City", 3: "Area"}
    rows = "".join(
        f"<{tag[len(code)]}><Name>{name}</Name><Code>{code}</Code>{_felt(felt)}</{tag[len(code)]}>"
        for name, code, felt in cities
    )
    body = f"""<Earthquake><OriginTime>2026-11-30T11:55:00+09:00</OriginTime><Hypocenter><Area><Name>岐阜県美濃東部</Name>
        <Code>431</Code></Area></Hypocenter><jmx_eb:Magnitude type="Mj">5.9</jmx_eb:Magnitude></Earthquake>
        <Intensity><Observation><Pref><Name>岐阜県</Name><Code>21</Code>{rows}</Pref></Observation></Intensity>
        <Comments><ForecastComment><Text>この地震による津波の心配はありません。</Text></ForecastComment></Comments>"""
    return read_telegram(report(title, body, **{"event": "20261130115512", **head}).encode())


def _felt(step: str) -> str:
    if step == "未入電":
        return "<Condition>震度５弱以上未入電</Condition>"
    return f"<MaxInt>{step} </MaxInt>"


def river(
    name: str,
    code: str,
    *,
    gauges: dict[str, str],
    towns: Sequence[tuple[str, str, str]] = (),
    condition: str = "洪水警報（発表）",
    text: str = "",
    file: str = "",
    headline: str = "",
    **head: str,
) -> Telegram:
    """`gauges`: name → its 主文. `towns`: (gauge, name, 7 digits)."""
    reach = f"""<Information type="指定河川洪水予報（予報区域）"><Item><Kind><Name>{name}</Name><Code>{code}</Code>
        <Condition>{condition}</Condition></Kind><Areas><Area><Name>長良川中流</Name><Code>850401000100</Code></Area></Areas></Item>
        </Information><Information type="指定河川洪水予報（府県予報区等）"><Item><Kind><Name>{name}</Name><Code>{code}</Code></Kind>
        <Areas><Area><Name>岐阜県</Name><Code>210000</Code></Area></Areas></Item></Information>"""
    sentences = "".join(
        f"""<Item><Kind><Property><Type>主文</Type><Text>{sentence}</Text></Property></Kind>
        <Stations><Station><Name>{gauge}</Name></Station></Stations></Item>"""
        for gauge, sentence in gauges.items()
    )
    flooded = "".join(
        f"""<Area codeType="水位観測所"><Name>{gauge}</Name><Prefecture>岐阜県</Prefecture>
        <PrefectureCode>21000</PrefectureCode><City>{town}</City><CityCode>{digits}</CityCode></Area>"""
        for gauge, town, digits in towns
    )
    body = f"""<Warning type="指定河川洪水予報">{sentences}<Item><Kind><Name>浸水想定地区</Name></Kind>
        <Areas>{flooded}</Areas></Item></Warning><Text>{text}</Text>"""
    return read_telegram(
        report("指定河川洪水予報", body, head=reach, **{"event": "850401000100", "text": headline, **head}).encode(),
        name=file,
    )


def bulletin(
    title: str, *, text: str, area: str = "210000", body: str = "", head_title: str = "", **head: str
) -> Telegram:
    information = f"""<Information type="情報"><Item><Kind><Name>情報</Name><Code>1</Code><Condition>発表</Condition></Kind>
        <Areas><Area><Name>岐阜県</Name><Code>{area}</Code></Area></Areas></Item></Information>"""
    xml = report(title, body, head=information, text=text, head_title=head_title or title, **head)
    return read_telegram(xml.encode())


def volcano(
    title: str, towns: dict[str, str], *, last: str = "噴火予報", condition: str = "発表", name: str = ""
) -> Telegram:
    """`towns`: 7 digits → name."""
    areas = "".join(f"<Area><Name>{town}</Name><Code>{code}</Code></Area>" for code, town in towns.items())
    body = f"""<VolcanoInfo type="{title}（対象火山）"><Item><Kind><Name>噴火</Name></Kind><Areas codeType="火山名"><Area>
        <Name>御嶽山</Name><Code>312</Code></Area></Areas></Item></VolcanoInfo>
        <VolcanoInfo type="{title}（対象市町村等）"><Item><Kind><Name>{name}</Name><Condition>{condition}</Condition></Kind>
        <LastKind><Name>{last}</Name></LastKind><Areas>{areas}</Areas></Item></VolcanoInfo>"""
    return read_telegram(report(title, body, head_title=f"火山名　御嶽山　{title}").encode())
