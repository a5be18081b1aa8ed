"""Word lists that find candidates in a sentence: rooms, colours, options; English and Korean. Kinds: ``kind_words.py``.

They are not understanding: a word found here becomes a mark in the sentence, and the model decides what was meant.
"""

ROOM_WORDS: tuple[tuple[str, ...], ...] = (
    ("living room", "lounge", "sitting room", "front room", "거실", "리빙룸", "마루"),
    ("family room", "가족실"),
    ("bedroom", "침실", "베드룸"),
    ("master bedroom", "main bedroom", "primary bedroom", "안방", "큰방", "마스터 침실"),
    ("small room", "작은방"),
    ("kitchen", "주방", "부엌", "키친"),
    ("bathroom", "restroom", "washroom", "bath", "욕실", "화장실"),
    ("toilet", "powder room", "변기"),
    ("hallway", "hall", "corridor", "복도"),
    ("entrance", "entryway", "entry", "foyer", "front hall", "현관", "입구"),
    ("study", "home office", "office", "den", "서재", "오피스", "사무실"),
    ("garage", "차고"),
    ("garden", "yard", "backyard", "back yard", "정원", "마당", "뒷마당", "앞마당"),
    ("balcony", "veranda", "베란다", "발코니"),
    ("terrace", "patio", "deck", "porch", "테라스"),
    ("dining room", "다이닝룸", "식당", "다이닝"),
    ("laundry room", "utility room", "laundry", "세탁실", "다용도실"),
    ("kids room", "kid's room", "children's room", "childrens room", "아이방", "애들방", "아이들방", "아기방"),
    ("nursery", "baby room", "아기방"),
    ("guest room", "spare room", "guest bedroom", "손님방", "게스트룸", "게스트 룸"),
    ("attic", "loft", "다락방", "다락"),
    ("basement", "cellar", "지하실", "지하"),
    ("dressing room", "closet", "walk in closet", "wardrobe", "드레스룸", "옷방"),
    ("pantry", "팬트리"),
    ("playroom", "놀이방"),
    ("gym", "운동방", "헬스방"),
    ("storage room", "storage", "shed", "창고"),
    ("stairs", "staircase", "계단"),
    ("workshop", "studio", "작업실", "스튜디오"),
    ("sunroom", "conservatory", "선룸"),
    ("library", "도서실"),
    ("sauna", "사우나"),
    ("pool", "수영장"),
    ("music room", "음악실"),
    ("theater", "home theater", "cinema", "영화관", "시네마룸"),
)

COLOR_WORDS: dict[str, tuple[str, ...]] = {
    "red": ("red", "빨간색", "빨강", "빨갛게", "붉은색", "붉게", "레드", "빨간"),
    "orange": ("orange", "주황색", "주황", "오렌지색", "오렌지"),
    "yellow": ("yellow", "노란색", "노랑", "노랗게", "옐로우", "노란"),
    "green": ("green", "초록색", "초록", "녹색", "그린", "초록빛"),
    "blue": ("blue", "파란색", "파랑", "파랗게", "블루", "파란"),
    "navy": ("navy", "남색", "네이비"),
    "purple": ("purple", "violet", "보라색", "보라", "퍼플", "보랏빛"),
    "pink": ("pink", "분홍색", "분홍", "핑크", "핑크색"),
    "cyan": ("cyan", "청록색", "시안"),
    "turquoise": ("turquoise", "teal", "터키색", "옥색"),
    "magenta": ("magenta", "자홍색", "마젠타"),
    "brown": ("brown", "갈색", "브라운"),
    "gold": ("gold", "golden", "금색", "황금색", "골드"),
    "lime": ("lime", "연두색", "연두", "라임색"),
    "skyblue": ("sky blue", "light blue", "하늘색", "하늘빛"),
    "indigo": ("indigo", "쪽빛"),
    "lavender": ("lavender", "라벤더색", "라벤더"),
    "salmon": ("salmon", "연어색"),
    "coral": ("coral", "산호색", "코랄"),
    "white": ("white", "흰색", "하얀색", "하양", "하얗게", "화이트", "백색"),
    "warm white": (
        "warm white",
        "soft white",
        "전구색",
        "따뜻한 색",
        "따뜻한 흰색",
        "따뜻한 하얀색",
        "웜화이트",
        "따뜻한 빛",
    ),
    "cool white": ("cool white", "cold white", "주광색", "차가운 색", "차가운 흰색", "쿨화이트", "차가운 빛"),
    "daylight": ("daylight", "natural white", "주백색", "자연광", "햇빛색"),
}

OPTION_WORDS: dict[str, tuple[str, ...]] = {
    "cool": ("cool", "cooling", "냉방", "쿨", "시원하게"),
    "heat": ("heat", "heating", "난방", "온풍", "히트", "따뜻하게"),
    "dry": ("dry", "dehumidify", "제습", "드라이"),
    "fan_only": ("fan only", "fan", "ventilation", "송풍", "팬"),
    "auto": ("auto", "automatic", "자동", "오토"),
    "heat_cool": ("heat cool", "냉난방"),
    "low": ("low", "lowest", "gentle", "약풍", "약하게", "약", "미풍", "1단", "저속"),
    "medium": ("medium", "mid", "middle", "중풍", "중간", "보통", "2단", "중"),
    "high": ("high", "strong", "highest", "강풍", "강하게", "강", "세게", "3단", "고속"),
    "turbo": ("turbo", "boost", "powerful", "터보", "파워", "강력"),
    "quiet": ("quiet", "silent", "silence", "조용히", "저소음", "무음"),
    "sleep": ("sleep", "night", "수면", "취침", "열대야"),
    "eco": ("eco", "economy", "energy saving", "절약", "에코", "절전"),
    "away": ("away", "vacation", "외출"),
    "home": ("home", "재택"),
    "comfort": ("comfort", "쾌적", "컴포트"),
    "wind_free": ("wind free", "무풍"),
    "smart": ("smart", "스마트"),
    "normal": ("normal", "standard", "표준", "일반"),
    "off": (),
}

UPSTAIRS_WORDS = ("upstairs", "위층", "윗층", "위 층")
DOWNSTAIRS_WORDS = ("downstairs", "아래층", "아랫층", "아래 층")

NUMBER_WORDS = {
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "ten": "10",
    "first": "1", "second": "2", "third": "3", "1st": "1", "2nd": "2", "3rd": "3", "4th": "4", "일층": "1층", "이층": "2층", "삼층": "3층",
}  # fmt: skip
"""Spoken numbers inside names ("lamp two", "일층"), as names spell them."""

PARTICLES = (
    "에서는", "에게서", "이랑은", "에서도", "으로는", "한테는", "까지는", "부터는", "에는", "에도", "에서", "으로", "이랑", "하고", "까지", "부터", "한테", "에게",
    "에만", "들을", "들은", "들이", "들도", "들만", "만은", "이나", "라도", "이라도", "이고", "쪽에", "쪽은", "쪽", "들", "을", "를", "이", "가", "은", "는", "의", "에", "로", "도", "만", "과", "와", "랑", "나", "좀",
    "야", "요", "이요", "이야", "말고", "빼고", "제외하고", "이란", "란",
)  # fmt: skip
"""Korean particles and what behaves like one, longest first where they nest."""
