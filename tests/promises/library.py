"""Ten documents whose answers can be worked out by eye. The fixture `library` holds them, open for reading."""

from tests.entries import day, entry

A_LONG_WORD = "ا" * 64

DOCUMENTS = [
    entry("a", "russia invites taliban leaders", "moscow talks", days=(day(2021, 3, 5),) * 2, entities=("ru", "tb")),
    entry("b", "taliban leader invited", "kabul news", days=(day(2021, 1, 1), day(2021, 12, 31)), entities=("tb",)),
    entry(
        "c", "leaders of taliban and russia", "taliban", days=(day(2020, 11, 1), day(2020, 11, 30)), entities=("ru",)
    ),
    entry("d", "طالبان در مسکو", "روسیه", language="fa", days=(day(2016, 12, 28),) * 2, entities=("ru", "tb", "mo")),
    entry("e", "می‌گوید ۲۰۲۱", "همکاری‌های", language="fa", source="mail", entities=("mo",)),
    entry("f", "أفغانستانِ التَّعاوُن", "", language="ar", days=(day(2024, 11, 26),) * 2, source="mail"),
    entry("g", "हिन्दी में काबुलोव", "तालिबान", language="hi", days=(day(2021, 3, 5),) * 2, entities=("ru",)),
    entry("h", f"{A_LONG_WORD} 2021 kabul", "", language="ar", source="mail"),
    entry("i", "kabul kabulov kobul kbaul", "", days=(day(2021, 2, 27), day(2021, 3, 2))),
    entry("j", "russia russia russia", "", days=(day(1999, 1, 1), day(1999, 12, 31)), entities=("ru", "mo")),
]
EVERY = "abcdefghij"
UNDATED = "eh"
