"""The suite's tests reach nothing outside their machine, and nothing inside it but what they say."""

import socket

import pytest
from pytest_socket import SocketBlockedError


@pytest.mark.parametrize("family", [socket.AF_INET, socket.AF_INET6])
def test_a_test_that_does_not_say_so_opens_no_socket(family: socket.AddressFamily) -> None:
    with pytest.raises((SocketBlockedError, UserWarning), match=r"socket\.socket"):
        socket.socket(family)


def test_the_database_s_kind_of_socket_is_open() -> None:
    one, other = socket.socketpair()
    one.close()
    other.close()
