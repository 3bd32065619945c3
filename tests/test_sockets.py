"""Tests reach this machine, and nothing beyond it."""

import socket

import pytest


def test_no_test_reaches_another_machine() -> None:
    with socket.socket() as one, pytest.raises(AssertionError):
        one.connect(("192.0.2.1", 25))


def test_tests_reach_this_machine() -> None:
    with socket.create_server(("127.0.0.1", 0)) as here, socket.create_connection(here.getsockname()) as one:
        assert one.getpeername() == here.getsockname()
