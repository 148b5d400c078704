"""Small files and short functions: a number somebody breaks is a reason to look."""

from statistics import median, quantiles

from tests.architecture.reading import ROOMS, functions, name, sources

LONGEST_FILE = 400
LONGEST_PAGE = 120


def test_no_file_is_longer_than_400_lines() -> None:
    sizes = {name(path): len(path.read_text("utf-8").splitlines()) for path in sources()}
    assert {file: lines for file, lines in sizes.items() if lines > LONGEST_FILE} == {}


def test_no_page_is_longer_than_120_lines() -> None:
    sizes = {name(path): len(path.read_text("utf-8").splitlines()) for path in sources("interview/ui/pages")}
    assert sizes
    assert {file: lines for file, lines in sizes.items() if lines > LONGEST_PAGE} == {}


def test_functions_stay_short() -> None:
    lengths = [lines for path in sources(*ROOMS) for _, lines in functions(path)]
    assert len(lengths) > 100
    assert median(lengths) <= 12
    assert quantiles(lengths, n=20)[-1] <= 40


def test_no_function_is_longer_than_80_lines() -> None:
    found = dict(pair for path in sources(*ROOMS) for pair in functions(path))
    assert {function: lines for function, lines in found.items() if lines > 80} == {}
