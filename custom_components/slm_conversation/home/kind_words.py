"""What people call kinds of devices, in English and Korean; like ``words.py``, lists that find candidates.

One entry a kind, the most usual words first.
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
