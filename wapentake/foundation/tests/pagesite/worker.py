"""A worker of the small site: `python -m wapentake.foundation.tests.pagesite.worker`."""

import django

if __name__ == "__main__":
    django.setup()
    from wapentake.foundation.supervisor.working import Options, work

    work(Options())
