"""The bar of a long command: drawn over itself in a terminal, a line now and then in a log."""

from io import StringIO

from django.core.management.base import OutputWrapper

from tables.progress import Bar


class Terminal(StringIO):
    """A stream that somebody looks at."""

    def isatty(self) -> bool:
        return True


def written(stream: StringIO, *steps: tuple[float, int], total: int = 10) -> str:
    """Return what the bar wrote when so many were done after so many seconds."""
    passed = [0.0]
    bar = Bar(OutputWrapper(stream), total, "rows", clock=lambda: passed[0])
    for seconds, number in steps:
        passed[0] = seconds
        bar.advance(number)
    return stream.getvalue()


def test_a_log_gets_a_line_at_first_at_last_and_every_ten_seconds() -> None:
    assert written(StringIO(), (0.5, 1), (5, 1), (11, 1), (12, 7)) == (
        "[###...........................] 1/10 rows\n"
        "[#########.....................] 3/10 rows, 16 a minute\n"
        "[##############################] 10/10 rows, 50 a minute\n"
    )


def test_a_terminal_sees_one_line_that_grows() -> None:
    assert written(Terminal(), (0, 5), (0.1, 1), (0.5, 4)) == (
        "\r[###############...............] 5/10 rows\r[##############################] 10/10 rows\n"
    )


def test_nothing_to_do_is_done_at_once() -> None:
    assert written(StringIO(), (0, 0), total=0) == "[##############################] 0/0 rows\n"
