"""Makes the next rebuild begin from nothing, as after a change of the analysis."""

import django

if __name__ == "__main__":
    django.setup()
    from search.models import State

    State.objects.update(analysis=0, rebuilt={})
