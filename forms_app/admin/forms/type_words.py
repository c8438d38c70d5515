"""What a designer reads when choosing a type of question: an icon (Material Symbols) and what it asks for."""

from django.utils.translation import gettext_lazy

TYPE_ICONS = {
    "text": "short_text",
    "textarea": "notes",
    "number": "pin",
    "calculated": "calculate",
    "date": "calendar_month",
    "choice": "radio_button_checked",
    "choices": "check_box",
    "name": "person",
    "address": "home",
    "phone": "call",
    "email": "mail",
    "location": "location_on",
    "attachment": "attach_file",
    "repeat": "format_list_bulleted_add",
    "consent": "task_alt",
    "signature": "signature",
    "heading": "title",
    "paragraph": "article",
}
TYPE_EXPLANATIONS = {
    "text": gettext_lazy("品名や番号など、短い答えを聞きます。"),
    "textarea": gettext_lazy("事情や状態など、長めの文章を聞きます。"),
    "number": gettext_lazy("人数や個数などを聞きます。単位と範囲を決められます。"),
    "calculated": gettext_lazy("ほかの答えから、料金や合計などを計算して見せます。"),
    "date": gettext_lazy("年月日を聞きます。西暦でも元号でも入力できます。"),
    "choice": gettext_lazy("選択肢から1つだけ選んでもらいます。"),
    "choices": gettext_lazy("選択肢からいくつでも選んでもらいます。"),
    "name": gettext_lazy("姓と名を、ふりがなと一緒に聞きます。"),
    "address": gettext_lazy("郵便番号から住所を自動で入力できます。"),
    "phone": gettext_lazy("電話番号を聞きます。"),
    "email": gettext_lazy("受付の控えや結果のお知らせを送る先になります。"),
    "location": gettext_lazy("住所や目印と、地図の位置を聞きます。"),
    "attachment": gettext_lazy("写真やPDFを付けてもらいます。"),
    "repeat": gettext_lazy("世帯員や子どもなど、同じ設問のまとまりを人数分くり返します。"),
    "consent": gettext_lazy("注意事項などを読んで、同意の印を付けてもらいます。"),
    "signature": gettext_lazy("指で書くか、氏名を入力して署名してもらいます。"),
    "heading": gettext_lazy("設問のあいだに見出しを入れます。入力欄はありません。"),
    "paragraph": gettext_lazy("設問のあいだに説明の文章を入れます。入力欄はありません。"),
}
