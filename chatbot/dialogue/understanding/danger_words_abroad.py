"""The words of danger to life in the other languages of the portal, as plain_words writes them: no accents on Latin letters. Pure.

Latin words stand alone; in Chinese and Nepali they may stand within others. 「cháy」 (it burns) keeps its accent: 「chạy」 is to run.
"""

SUICIDE = (
    # en
    "kill myself", "killing myself", "want to die", "wanna die", "suicide", "suicidal", "end my life", "end it all", "take my own life",
    "better off dead", "don't want to live", "do not want to live", "hurt myself", "harm myself", "no reason to live", "cut my wrists?",
    # pt-BR
    "me matar", "vou me matar", "quero morrer", "quero morre", "suicidio", "suicidar", "nao quero mais viver", "nao quero viver",
    "tirar minha vida", "acabar com a minha vida", "acabar com tudo", "vontade de morrer", "cortar os pulsos", "cortei os pulsos", "queria sumir",
    # vi
    "tu tu", "tu sat", "muon chet", "khong muon song", "ket thuc cuoc doi", "khong con muon song", "tu lam dau minh",
    # zh
    "自杀", "想死", "不想活", "活不下去", "结束生命", "轻生", "割腕", "活着没意思",
    # fil
    "magpakamatay", "magpapakamatay", "gusto ko nang mamatay", "gusto kong mamatay", "ayoko nang mabuhay", "ayaw ko nang mabuhay",
    "patayin ang sarili", "saktan ang sarili", "tapusin ang buhay",
    # ne
    "आत्महत्या", "मर्न मन", "मर्न चाहन्छु", "बाँच्न मन छैन", "बाँच्न मन लागेन", "जिउन मन छैन",
)  # fmt: skip
ABUSE = (
    "my (?:husband|wife|boyfriend|girlfriend|father|mother|dad|mom|partner)(?: \\w+)? (?:hits?|beats?|hurts?|kicks?|hit|beat|punched) (?:me|us|my)",
    "(?:child|children|kid|elder) (?:is |are )?being (?:abused|beaten|hit)", "child abuse", "domestic violence", "abuses? me", "abusing",
    "touche[sd] me", "being abused",
    "(?:marido|esposo|esposa|namorado|pai|mae)(?: \\w+)? (?:me|nos) (?:bate|bateu|espanca|agride|agrediu|machuca)", "violencia domestica",
    "maus tratos", "abuso (?:sexual|infantil)", "apanho d[oae]", "me bateu", "me bate",
    "chong(?: toi)? danh", "bao hanh", "bao luc gia dinh", "nguoc dai", "bi (?:chong|bo|me|cha) danh", "xam hai",
    "家暴", "家庭暴力", "老公打我", "丈夫打我", "爸爸打我", "妈妈打我", "被打", "性侵",
    "sinasaktan ako", "binubugbog", "bugbog", "inaabuso", "pang aabuso", "sinasaktan (?:kami|ang)",
    "श्रीमानले कुट", "लोग्नेले कुट", "कुट्छ", "कुटपिट", "घरेलु हिंसा", "दुर्व्यवहार",
)  # fmt: skip
FIRE = (
    "(?:is|are|on|there s a|there is a|a house) (?:on )?fire", "house fire", "fire!*$", "burning down", "smoke (?:is )?coming", "call an? ambulance",
    "need an? ambulance", "ambulance please", "^ambulance", "heart attack", "can ?(?:not|'t| t) breathe", "not breathing", "unconscious", "collapsed",
    "choking", "drowning", "bleeding (?:a lot|badly|heavily)", "stroke", "gas leak", "smell(?:s)? (?:of )?gas", "seizure", "^help me", "overdose",
    "(?:esta|ta) pegando fogo", "pegou fogo", "pegando fogo", "incendio!*$", "tem (?:um )?incendio", "chame? (?:a |uma )?ambulancia", "ambulancia",
    "nao (?:esta )?respira(?:ndo)?", "nao consigo respirar", "desmaiou", "desmaiad[oa]", "inconsciente", "infarto", "derrame", "afogando",
    "engasgad[oa]", "engasgou", "sangrando muito", "cheiro de gas", "vazamento de gas", "socorro", "convulsao", "dor no peito",
    "cháy", "chay nha", "bi chay", "hoa hoan", "cuu hoa", "cuu thuong", "xe cap cuu", "cap cuu", "cuu toi", "cuu voi", "bat tinh",
    "khong tho duoc", "ngung tho", "chet duoi", "dau tim", "dot quy", "chay mau nhieu", "mui ga", "ro ri ga", "ngat xiu",
    "着火了", "起火", "失火(?!責)", "火灾", "救护车", "叫救护", "救命(?!講習|処置|救急|胴衣|士)", "昏倒", "晕倒", "没有呼吸", "不能呼吸", "喘不过气", "心脏病", "中风", "溺水", "大出血", "流血不止", "煤气味", "煤气泄漏", "噎住",
    "sunog!*$", "may sunog", "nasusunog", "ambulansya", "tumawag ng ambulansiya", "hindi (?:na )?(?:makahinga|humihinga)", "nahimatay", "walang malay",
    "atake sa puso", "nalulunod", "nabulunan", "dumudugo", "saklolo", "tulungan (?:nyo|ninyo|mo) ako", "amoy gas",
    "आगलागी", "आगो लाग्यो", "आगो लागेको", "आगो लागि", "एम्बुलेन्स", "सास फेर्न", "बेहोस", "हृदयघात", "डुब्यो", "डुबे", "रगत बगि", "ग्यास चुहि", "बचाउनुहोस्", "गुहार",
)  # fmt: skip
CRIME = (
    "call the police", "need the police", "police please", "^police$", "robbed", "burglar", "broke into", "breaking into", "stole my", "stolen", "mugged", "attacked", "stabbed",
    "threaten(?:ed|ing)", "stalk(?:er|ed|ing)", "followed by", "following me", "rape[d]?", "kidnapp?ed", "car accident", "traffic accident", "hit by a car",
    "hit and run", "has a (?:knife|gun)", "scammed",
    "chame? a policia", "preciso da policia", "^policia$", "fui (?:roubad|assaltad|atacad|estuprad)[oa]", "me (?:roubaram|assaltaram|ameacaram|seguindo)", "ladrao", "assalto",
    "invadiram", "roubaram", "esfaque\\w+", "ameac\\w+ de morte", "acidente de (?:carro|transito)", "atropelad[oa]", "sequestr\\w+", "estupro", "golpe por telefone",
    "goi canh sat", "bi cuop", "bi trom", "an trom", "ke trom", "bi danh", "bi dam", "bi de doa", "bi theo doi", "tai nan giao thong", "bi xe dam", "hiep dam", "bi bat coc", "lua dao",
    "报警", "叫警察", "小偷", "被偷", "抢劫", "被抢", "强奸", "跟踪", "威胁", "绑架", "车祸", "被车撞", "持刀", "拿着刀", "闯进", "诈骗",
    "tumawag ng pulis", "kailangan ng pulis", "^pulis$", "ninakaw", "ninakawan", "magnanakaw", "hinoldap", "sinaksak", "tinatakot", "sinusundan ako", "aksidente sa (?:kotse|sasakyan|daan|kalsada)", "nabangga", "ginahasa", "dinukot",
    "प्रहरी बोलाउ", "चोरी", "चोर ", "चोर$", "लुट", "धम्की", "पछ्याइ", "बलात्कार", "अपहरण", "गाडीले हान्यो", "सवारी दुर्घटना", "छुरा",
)  # fmt: skip
NOT_NOW = (
    "insurance", "seguro", "bao hiem", "保险", "seguro", "बीमा", "certificate", "atestado", "comprovante", "giay chung nhan", "证明", "sertipiko", "प्रमाणपत्र",
    "drill", "treinamento", "dien tap", "演习", "练习", "alarm", "alarme", "bao chay", "报警器", "firework\\w*", "fogos", "phao hoa", "烟花", "extinguisher", "extintor",
    "how much", "quanto custa", "bao nhieu tien", "多少钱", "magkano", "last year", "last month", "ano passado", "mes passado", "nam ngoai", "去年", "上个月",
    "in case of", "em caso de", "khi co", "的时候", "的话", "kapag may", "kung may", "prevent\\w*", "prevencao", "phong chay", "预防", "volunteer", "bombeiro voluntario",
    "burn(?:able|ing) (?:garbage|trash|waste)", "combustible", "inflamavel", "camp ?fire", "police (?:box|station|certificate)", "stolen bicycle registration",
    "what (?:should|do) i do if", "o que fazer se", "phai lam gi khi", "如果", "insurance card",
)  # fmt: skip
