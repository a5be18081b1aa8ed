"""Word lists that find candidates in a sentence: kinds of devices, rooms, colours, options; English and Korean.

They are not understanding: a word found here becomes a mark in the sentence, and the model decides what was meant.
"""

from typing import NamedTuple

from .kinds import Kind


class KindWords(NamedTuple):
    """``generic`` words mean the whole kind; a ``specific`` one also points at the devices that have it in their name."""

    generic: tuple[str, ...]
    specific: tuple[str, ...] = ()


KIND_WORDS: dict[Kind, KindWords] = {
    Kind.THING: KindWords(
        (
            "everything",
            "all devices",
            "devices",
            "device",
            "all of it",
            "모든 기기",
            "모든 것",
            "기기",
            "things",
            "appliance",
            "gadget",
            "electronics",
            "장치",
            "가전",
            "전자제품",
        )
    ),
    Kind.LIGHT: KindWords(
        ("light", "lights", "lighting", "lites", "불", "조명", "전등", "등", "등불", "라이트", "불빛", "전깃불"),
        (
            "lamp",
            "bulb",
            "spotlight",
            "chandelier",
            "lantern",
            "downlight",
            "led",
            "pendant",
            "uplight",
            "sconce",
            "strip",
            "night light",
            "nightlight",
            "fairy lights",
            "스탠드",
            "램프",
            "무드등",
            "형광등",
            "샹들리에",
            "간접등",
            "전구",
            "식탁등",
            "스탠드등",
            "취침등",
            "수면등",
            "독서등",
            "천장등",
            "현관등",
            "벽등",
            "다운라이트",
            "매입등",
            "메인등",
            "보조등",
            "주방등",
            "거실등",
            "led등",
        ),
    ),
    Kind.SWITCH: KindWords(("switch", "스위치", "relay"), ()),
    Kind.OUTLET: KindWords(
        (
            "plug",
            "outlet",
            "socket",
            "smart plug",
            "power strip",
            "콘센트",
            "플러그",
            "멀티탭",
            "스마트플러그",
            "power point",
        )
    ),
    Kind.FAN: KindWords(
        ("fan", "ventilator", "선풍기", "팬"),
        ("ceiling fan", "extractor", "환풍기", "환기팬", "실링팬", "서큘레이터", "circulator"),
    ),
    Kind.AIR_PURIFIER: KindWords(
        ("air purifier", "purifier", "air cleaner", "공기청정기", "공청기", "청정기", "공기 청정기", "air filter")
    ),
    Kind.HUMIDIFIER: KindWords(("humidifier", "가습기", "vaporizer", "mister", "가습", "가습 장치")),
    Kind.DEHUMIDIFIER: KindWords(("dehumidifier", "제습기", "moisture remover", "제습 장치")),
    Kind.COVER: KindWords(("cover", "window covering", "덮개", "커버")),
    Kind.BLIND: KindWords(
        (
            "blind",
            "shade",
            "shutter",
            "roller blind",
            "블라인드",
            "롤스크린",
            "셔터",
            "차양",
            "버티컬",
            "롤러블라인드",
            "가리개",
            "블라인더",
            "가림막",
        )
    ),
    Kind.CURTAIN: KindWords(
        ("curtain", "drape", "drapery", "커튼", "커텐", "카텐"), ("sheer", "암막", "암막커튼", "속커튼")
    ),
    Kind.AWNING: KindWords(("awning", "어닝", "차양막", "sunshade", "canopy", "천막")),
    Kind.GARAGE: KindWords(("garage door", "garage", "차고문", "차고 문", "차고", "overhead door", "주차장 문")),
    Kind.GATE: KindWords(("gate", "대문", "게이트", "barrier", "정문", "마당 문")),
    Kind.WINDOW: KindWords(("window", "skylight", "창문", "창", "유리창", "윈도우", "샷시")),
    Kind.DOOR: KindWords(
        ("door", "문", "방문", "출입문", "자동문", "미닫이문"),
        ("front door", "back door", "현관문", "뒷문", "중문", "앞문"),
    ),
    Kind.LOCK: KindWords(
        ("lock", "door lock", "deadbolt", "smart lock", "도어락", "도어록", "잠금장치", "자물쇠", "문 잠금")
    ),
    Kind.VALVE: KindWords(
        ("valve", "밸브", "stopcock", "tap", "faucet"), ("sprinkler", "스프링클러", "가스밸브", "수도")
    ),
    Kind.CLIMATE: KindWords(
        ("thermostat", "climate", "hvac", "온도조절기", "냉난방기", "온도 조절기", "공조기", "냉난방")
    ),
    Kind.AC: KindWords(
        (
            "air conditioner",
            "air conditioning",
            "aircon",
            "air con",
            "ac",
            "a c",
            "aircond",
            "cooling",
            "에어컨",
            "에어콘",
            "냉방기",
            "에어컨디셔너",
            "acs",
            "a cs",
            "냉방",
        )
    ),
    Kind.HEATER: KindWords(
        (
            "heater",
            "heating",
            "radiator",
            "boiler",
            "heat",
            "보일러",
            "난방",
            "히터",
            "라디에이터",
            "온풍기",
            "난로",
            "전기장판",
            "온돌",
            "furnace",
            "radiators",
        )
    ),
    Kind.WATER_HEATER: KindWords(("water heater", "hot water", "온수기", "온수", "순간온수기", "geyser", "immersion")),
    Kind.MEDIA: KindWords(
        (
            "media player",
            "player",
            "music",
            "song",
            "track",
            "media",
            "음악",
            "노래",
            "미디어",
            "플레이어",
            "곡",
            "미디어 플레이어",
            "영상",
            "receiver",
            "av receiver",
            "리시버",
        )
    ),
    Kind.TV: KindWords(
        (
            "tv",
            "telly",
            "television",
            "tele",
            "t v",
            "티비",
            "텔레비전",
            "테레비",
            "티브이",
            "텔레비젼",
            "테레비전",
            "projector",
            "tvs",
            "t vs",
            "프로젝터",
        )
    ),
    Kind.SPEAKER: KindWords(
        (
            "speaker",
            "stereo",
            "soundbar",
            "sound bar",
            "sound system",
            "radio",
            "hifi",
            "스피커",
            "오디오",
            "사운드바",
            "라디오",
            "전축",
            "스피카",
        )
    ),
    Kind.VACUUM: KindWords(
        (
            "vacuum",
            "vacuum cleaner",
            "robot vacuum",
            "robo vac",
            "robovac",
            "hoover",
            "cleaner",
            "robot",
            "로봇",
            "로봇청소기",
            "청소기",
            "로청",
            "로봇 청소기",
            "청소 로봇",
            "물걸레 로봇",
        ),
    ),
    Kind.MOWER: KindWords(
        (
            "lawn mower",
            "lawnmower",
            "mower",
            "robot mower",
            "잔디깎이",
            "잔디깎기",
            "예초기",
            "잔디로봇",
            "grass robot",
            "lawn robot",
        )
    ),
    Kind.SCENE: KindWords(("scene", "장면", "씬", "신", "mood", "분위기")),
    Kind.SCRIPT: KindWords(("script", "routine", "스크립트", "루틴")),
    Kind.AUTOMATION: KindWords(("automation", "자동화")),
    Kind.BUTTON: KindWords(("button", "버튼", "단추")),
    Kind.WASHER: KindWords(
        ("washing machine", "washer", "laundry", "clothes washer", "세탁기", "빨래", "빨래기", "통돌이", "드럼세탁기")
    ),
    Kind.DRYER: KindWords(
        ("dryer", "tumble dryer", "clothes dryer", "drier", "건조기", "빨래건조기", "의류건조기", "air dryer")
    ),
    Kind.DISHWASHER: KindWords(("dishwasher", "dish washer", "식기세척기", "식세기", "설거지기계")),
    Kind.FRIDGE: KindWords(("fridge", "refrigerator", "freezer", "냉장고", "김치냉장고", "냉동고", "icebox")),
    Kind.OVEN: KindWords(("oven", "오븐", "에어프라이어", "air fryer")),
    Kind.MICROWAVE: KindWords(("microwave", "microwave oven", "전자레인지", "전자렌지", "렌지")),
    Kind.COOKTOP: KindWords(
        (
            "cooktop",
            "stove",
            "hob",
            "induction",
            "range",
            "인덕션",
            "가스레인지",
            "쿡탑",
            "하이라이트",
            "가스렌지",
            "stovetop",
            "burner",
            "전기레인지",
        )
    ),
    Kind.KETTLE: KindWords(("kettle", "주전자", "전기포트", "포트", "커피포트", "전기주전자")),
    Kind.COFFEE: KindWords(
        (
            "coffee machine",
            "coffee maker",
            "coffeemaker",
            "espresso machine",
            "coffee",
            "커피머신",
            "커피메이커",
            "커피 머신",
            "커피",
            "커피포트기",
        )
    ),
    Kind.RICE_COOKER: KindWords(("rice cooker", "밥솥", "전기밥솥", "압력밥솥", "밥통", "rice pot")),
    Kind.HOOD: KindWords(("hood", "range hood", "cooker hood", "extractor hood", "후드", "레인지후드", "렌지후드")),
    Kind.CAMERA: KindWords(("camera", "카메라", "cctv", "홈캠", "홈카메라", "cam")),
    Kind.LIST: KindWords(("list", "to do list", "shopping list", "목록", "리스트", "할일")),
    Kind.WEATHER: KindWords(("weather", "forecast", "날씨", "일기예보", "예보")),
    Kind.PERSON: KindWords(("person", "anyone", "somebody", "사람", "식구", "people", "가족")),
    Kind.TEMPERATURE: KindWords(
        ("temperature", "temp", "온도", "기온", "실내온도", "몇 도", "몇도", "thermometer", "온도계")
    ),
    Kind.HUMIDITY: KindWords(("humidity", "humid", "습도", "hygrometer", "습도계")),
    Kind.BRIGHTNESS: KindWords(("illuminance", "lux", "light level", "조도", "밝기 센서")),
    Kind.AIR_QUALITY: KindWords(
        (
            "air quality",
            "co2",
            "carbon dioxide",
            "pm25",
            "pm2.5",
            "fine dust",
            "공기질",
            "미세먼지",
            "이산화탄소",
            "초미세먼지",
            "공기 질",
            "공기 상태",
        )
    ),
    Kind.BATTERY: KindWords(("battery", "batteries", "charge level", "배터리", "건전지", "배터리 잔량")),
    Kind.POWER: KindWords(
        (
            "power consumption",
            "power usage",
            "energy",
            "electricity",
            "watts",
            "전력",
            "전기",
            "소비전력",
            "전기 사용량",
            "전력량",
        )
    ),
    Kind.MOTION: KindWords(
        ("motion", "movement", "motion sensor", "움직임", "동작", "모션", "동작 감지", "인체 감지", "모션센서")
    ),
    Kind.PRESENCE: KindWords(("presence", "occupancy", "occupied", "재실", "인기척")),
    Kind.LEAK: KindWords(("leak", "water leak", "leaking", "누수", "물샘")),
    Kind.SMOKE: KindWords(("smoke", "smoke detector", "fire alarm", "연기", "화재", "연기감지기", "화재경보기")),
    Kind.SENSOR: KindWords(("sensor", "센서", "감지기")),
}

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
