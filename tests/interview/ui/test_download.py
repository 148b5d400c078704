"""Starting a download, whatever the random part of its address is."""

import pytest
from streamlit.testing.v1 import AppTest


def start(path: str) -> None:
    from interview.ui.components.download import fetch

    fetch(path)


@pytest.mark.parametrize("path", ["/export/plain", "/export/a__b", "/export/__", "/export/a_-_b"])
def test_any_address_can_be_fetched(path: str) -> None:
    page = AppTest.from_function(start, args=(path,))
    page.run()
    assert not page.exception
