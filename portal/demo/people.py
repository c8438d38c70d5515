"""Invented sections, staff and residents."""

from dataclasses import dataclass

from municipalities.accounts.models import Role

DEMO_PASSWORD = "gifu-demo-2026"  # shown by `make run`; the demo runs on this machine only
OPERATOR = ("ken-it", "県庁 太郎")


@dataclass(frozen=True)
class DemoSection:
    key: str
    name: str
    village_name: str
    phone_suffix: str


SECTIONS = (
    DemoSection("roads", "道路河川課", "建設課", "1001"),
    DemoSection("environment", "環境課", "住民課", "1002"),
    DemoSection("planning", "企画課", "総務課", "1003"),
    DemoSection("children", "子ども保育課", "住民福祉課", "1004"),
    DemoSection("citizens", "市民課", "住民課", "1005"),
    DemoSection("welfare", "高齢福祉課", "保健福祉課", "1006"),
    DemoSection("health", "健康増進課", "保健福祉課", "1007"),
    DemoSection("disaster", "危機管理課", "総務課", "1008"),
    DemoSection("general", "契約課", "総務課", "1009"),
    DemoSection("personnel", "人事課", "総務課", "1010"),
    DemoSection("water", "上下水道課", "建設課", "1011"),
    DemoSection("election", "選挙管理委員会事務局", "選挙管理委員会", "1012"),
    DemoSection("culture", "社会教育課", "教育委員会", "1013"),
    DemoSection("library", "図書館", "教育委員会", "1014"),
    DemoSection("tax", "税務課", "住民課", "1015"),
    DemoSection("insurance", "国保年金課", "住民課", "1016"),
    DemoSection("school", "学校教育課", "教育委員会", "1017"),
    DemoSection("building", "建築住宅課", "建設課", "1018"),
    DemoSection("industry", "産業振興課", "産業課", "1019"),
    DemoSection("affairs", "総務課", "総務課", "1020"),
)


@dataclass(frozen=True)
class DemoStaff:
    username: str
    display_name: str
    role: str
    sections: tuple[str, ...]
    label: str


STAFF = (
    DemoStaff("admin", "長良 陽子", Role.TENANT_ADMIN, (), "全体管理者"),
    DemoStaff("manager", "金華 健一", Role.SECTION_MANAGER, ("roads",), "課の管理者（道路）"),
    DemoStaff("clerk", "鵜飼 さくら", Role.CLERK, ("roads", "environment"), "担当者（道路・環境）"),
    DemoStaff("viewer", "伊吹 守", Role.READ_ONLY, ("roads", "environment", "planning"), "閲覧のみ"),
)

RESIDENTS = (
    ("岐阜", "花子", "ギフ", "ハナコ"),
    ("養老", "一郎", "ヨウロウ", "イチロウ"),
    ("恵那", "美咲", "エナ", "ミサキ"),
    ("飛騨", "次郎", "ヒダ", "ジロウ"),
    ("郡上", "和子", "グジョウ", "カズコ"),
    ("白川", "正", "シラカワ", "タダシ"),
)

DAMAGES = (
    ("hole", "some", "直径40センチほどの穴。雨のあと水がたまります。", "司町1 市役所前の交差点の近く"),
    ("gutter", "high", "側溝のふたが割れて、足が入りそうです。", "長良川沿いの遊歩道、橋のたもと"),
    ("mirror", "some", "カーブミラーが横を向いています。", "小学校の正門から北へ50メートル"),
    ("crack", "low", "歩道のタイルが浮いて、つまずきやすくなっています。", "駅の南口を出てすぐの歩道"),
    ("tree", "some", "街路樹の枝が信号を隠しています。", "公民館の角"),
    ("sign", "low", "「止まれ」の白線が消えかけています。", "神社の鳥居の前"),
)
