"""Writes on a board from a process of its own: `python -m wapentake.foundation.tests.pagesite.write KEY WORDS`."""

import sys

import django

if __name__ == "__main__":
    django.setup()
    from wapentake.foundation.tests.pagesite import pages

    pages.write(*sys.argv[1:])
