"""What import-linter cannot say: who may touch Streamlit, and that its own contracts still cover every room."""

import tomllib

from tests.architecture.reading import ROOMS, ROOT, imports, name, sources


def importers(package: str, *folders: str) -> set[str]:
    return {
        name(path)
        for path in sources(*folders)
        if any(found == package or found.startswith(f"{package}.") for found in imports(path))
    }


def test_streamlit_is_known_only_in_ui_and_the_entry() -> None:
    assert "streamlit_app.py" in importers("streamlit")
    outside = {file for file in importers("streamlit", *ROOMS) if not file.startswith("interview/ui/")}
    assert outside == set()


def test_reportlab_is_known_only_in_report_drawing() -> None:
    outside = {file for file in importers("reportlab", *ROOMS) if not file.startswith("interview/report/drawing/")}
    assert outside == set()


def test_sqlalchemy_is_known_only_in_storage() -> None:
    outside = {
        file
        for package in ("sqlalchemy", "alembic")
        for file in importers(package, *ROOMS)
        if not file.startswith("interview/storage/")
    }
    assert outside == set()


def test_every_room_of_the_house_stands_in_the_order_of_imports() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    order = {room.strip() for layer in contracts[0]["layers"] for room in layer.split("|")}
    rooms = {path.stem if path.suffix else path.name for path in (ROOT / "interview").iterdir()}
    assert {f"interview.{room}" for room in rooms - {"__init__", "__main__", "__pycache__"}} <= order
