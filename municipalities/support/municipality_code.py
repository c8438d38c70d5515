"""全国地方公共団体コード: five digits of 都道府県 and 市区町村, and a check digit (総務省「全国地方公共団体コード」設定要領)."""

WEIGHTS = (6, 5, 4, 3, 2)


def check_digit(five_digits: str) -> str:
    """11 − (Σ digit × weight) mod 11, its last digit. Where the sum is below 11 the rule is 11 − sum: the same formula."""
    total = sum(int(digit) * weight for digit, weight in zip(five_digits, WEIGHTS, strict=True))
    return str((11 - total % 11) % 10)


def is_valid_code(code: str) -> bool:
    return len(code) == 6 and code.isascii() and code.isdigit() and check_digit(code[:5]) == code[5]
