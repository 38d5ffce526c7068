"""Free ports on the loopback address."""

import socket


def free_port() -> int:
    """A port that nobody listens on at this moment; whoever takes it must be ready to try another one."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(port: int) -> bool:
    """Whether somebody accepts connections on the port."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1):
            return True
    except OSError:
        return False
