"""What stops a start, said in one sentence to the person at the terminal."""


class Trouble(Exception):
    """The message is one plain sentence that says what to do; it is shown without a traceback."""
