import pytest

from chatbot.dialogue.understanding.emergencies import HOTLINES, danger_in

FIRE = """火事です
隣の家が火事です！
家が燃えています
かじです たすけて
台所から煙が出ています
天ぷら鍋から火が出た
救急車を呼んでください
きゅうきゅうしゃおねがいします
父が倒れました
おじいさんが風呂場で倒れている
母の意識がないです
息をしていません
血が止まらない
川で子どもが溺れています
おもちがのどにつまった
胸が苦しい、動けない
ガス臭いです
土砂崩れで人が生き埋めになっています
助けて
赤ちゃんがけいれんしています""".splitlines()
CRIME = """泥棒に入られました
今、家の前に不審者がいます
男の人に追いかけられています
刃物を持った男がいる
強盗です
自転車を盗まれた
ストーカーにつきまとわれている
殺すぞと脅されています
交通事故に遭いました
車にはねられた
ひったくりにあった
知らない人に殴られた
家に誰かが侵入されたみたいです
詐欺の電話がかかってきた""".splitlines()
SUICIDE = """死にたい
もう死にたいです
しにたい
消えてしまいたい
生きているのがつらい
自殺したい
自殺の方法
生きていたくない
首を吊ろうと思う
もう生きていけない
リストカットがやめられない
薬を大量に飲みました
生きるのに疲れました
楽になりたい
ビルから飛び降りたい""".splitlines()
ABUSE = """夫に殴られています
隣の子が虐待されているみたい
お父さんにたたかれる
主人から暴力を受けています
ＤＶの相談をしたい
子供の泣き叫ぶ声が毎晩聞こえる
ご飯を食べさせてもらえない
子どもを叩いてしまう
親に毎日殴られてあざがある
家に帰りたくない
息子に首を絞められた""".splitlines()
HARMLESS = """火災保険に入りたい
消防団に入りたい
住宅用火災警報器の補助はありますか
火事で家が燃えたので罹災証明書がほしい
先月火事になって片付けのごみを出したい
避難訓練はいつですか
燃えるごみの日はいつ
燃えないごみの出し方
救急車を呼んだら料金はかかりますか
救急車の費用
救急講習を受けたい
AEDはどこにありますか
消火器の捨て方
野焼きの煙が迷惑です
花火をしてもいい場所
たき火をする届出
自殺予防の講演会に申し込みたい
自殺対策計画を見たい
ゲートキーパー研修はありますか
虐待防止月間のポスター
虐待防止の研修
DVDを借りたい
防犯灯をつけてほしい
防犯カメラの補助
不審者情報のメールを受け取りたい
詐欺対策の電話機の補助
交通事故のとき国保は使えますか
交通災害共済に入りたい
高齢者の運転免許を返納したい
死亡届の出し方
父が亡くなりました、どうすればいい
お墓を移したい
おくやみ窓口はありますか
木が倒れています
電柱が倒れそう
道路に動物が死んでいる
犬が死んだ
猫の死骸を引き取ってほしい
火葬場の予約
斎場の料金
税金が高くて苦しい
保育料が払えない
水道が止まった
水が出ません
側溝の水があふれている
畑がイノシシに荒らされた
サルが出て困っている
ハチの巣を取ってほしい
婚姻届を出したい
離婚したい
一人暮らしの母が心配
認知症の相談
引きこもりの息子の相談
子どもの医療費
胸部レントゲン検診の予約
心臓の手帳の申請
血圧の薬の相談
コンビニで住民票を取りたい
火曜日は開いていますか
水曜に火葬許可証がほしい""".splitlines()


@pytest.mark.parametrize(
    ("text", "danger"),
    [
        *((text, "fire") for text in FIRE),
        *((text, "crime") for text in CRIME),
        *((text, "suicide") for text in SUICIDE),
        *((text, "abuse") for text in ABUSE),
    ],
)
def test_danger_in_what_people_type_in_need(text, danger):
    assert danger_in(text) == danger


@pytest.mark.parametrize("text", HARMLESS)
def test_no_danger_in_everyday_questions(text):
    assert danger_in(text) is None


def test_examples_are_sixty_of_danger_and_sixty_of_none():
    assert (len(FIRE + CRIME + SUICIDE + ABUSE), len(HARMLESS)) == (60, 60)


def test_suicide_is_told_before_fire():
    assert danger_in("家に火をつけて死にたい、もう火が出ています") == "suicide"


@pytest.mark.parametrize("text", ["死 に た い", "シニタイ", "死\u200bにたい"])
def test_danger_is_seen_through_spaces_kana_and_hidden_signs(text):
    assert danger_in(text) == "suicide"


@pytest.mark.parametrize("text", ["", "\x00", "あ" * 100_000])
def test_no_danger_in_odd_texts(text):
    assert danger_in(text) is None


def test_every_danger_has_numbers():
    assert set(HOTLINES) == {"fire", "crime", "suicide", "abuse"}
    assert all(name and number for lines in HOTLINES.values() for name, number in lines)
