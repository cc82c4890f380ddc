"""The demonstration's calls for input: one of which it is published what was heard, those open now, one for services.

All people are invented.
"""

import datetime as dt
from uuid import UUID

from wapentake.plans import actions as plans
from wapentake.plans.models import InputAnswer, InputCall
from wapentake.plans.queries import communities_on, published_priorities
from wapentake.plans.rules import AnswerWords, CallWords
from wapentake.plans.states import AnswerChannel

from .world import DAY, World, moment

CASTLE, SITWELL = "E05012996", "E05013012"
USE = (
    "The ward’s three councillors and its co-ordinator read every answer. Then they publish what they heard, what they "
    "decided, and why."
)
HEARD = (
    "People walk to school and to the town centre, and find the crossings on Moorgate Road too few and the paths in "
    "Clifton Park too dark.\nSome fear that more benches would bring noise at night."
)
DECIDED = (
    "Slower traffic on the way to school came into the plan as a priority, and lights along the park’s main path are "
    "asked for.\nBenches stay where they are until the ward has talked with those who live beside the park."
)
EARLIER = (
    ("I would walk more if I could cross Moorgate Road by the clinic.", "The market on Tuesdays.", True),
    ("Lights on the path from the museum to the bandstand.", "Volunteers on the verges.", True),
    ("No more benches by the gate, please: it is loud enough at night.", "", False),
    ("The school run. Cars stand on the pavement every morning.", "The lollipop lady.", False),
    ("A crossing for people who do not see well, with sound.", "", True),
    ("Something for young people after four o’clock.", "The library.", False),
)
NOW = (
    ("The play area. It is closed, and nobody says until when.", "The trees.", True),
    ("Toilets that are open on Sundays.", "It is clean.", False),
    ("A tap to fill bottles.", "", True),
    ("Keep the bandstand, and use it.", "Concerts in summer.", True),
)


def load_input_asked(world: World) -> int:
    """Ask, answer, read and publish. Return how many calls there are."""
    _heard(world)
    _open_now(world)
    _for_services(world)
    _elsewhere(world)
    return InputCall.objects.count()


def _call(world: World, code: str, words: CallWords, at: dt.datetime) -> InputCall:
    by = world.co_ordinators[code]
    return plans.open_call(plans.draft_call(world.wards[code], words, by=by, at=at), by=by, at=at)


def _words(
    title: str, why: str, questions: tuple[str, ...], opens: dt.date, closes: dt.date, **more: object
) -> CallWords:
    return CallWords(title, why, USE, questions, opens, closes, **more)  # type: ignore[arg-type]


def _answer(world: World, call: InputCall, number: int, row: tuple[str, str, bool], at: dt.datetime) -> InputAnswer:
    texts = dict(zip([one.pk for one in call.questions.all()], row[:2], strict=True))
    offered = [one.pk for one in communities_on(world.on)]
    some = (offered[0], *offered[1 + number % 3 : 2 + number % 3]) if offered else ()
    words = AnswerWords(texts=texts, ward=call.ward, may_quote=row[2], communities=some)
    key = UUID(int=world.dice("answer", call.slug, number).getrandbits(128))
    return plans.give_answer(call, words, key, at=at)


def _heard(world: World) -> None:
    """What was asked in the autumn is answered, marked and published."""
    opens, closes = world.on - 40 * DAY, world.on - 12 * DAY
    why = "The plan is looked at again each year. Tell us what the ward needs most, before the councillors meet."
    questions = ("What should be better in two years?", "What works well and should stay?")
    call = _call(world, CASTLE, _words("What Boston Castle needs most", why, questions, opens, closes), moment(opens))
    by, priorities = world.co_ordinators[CASTLE], published_priorities(call.ward, world.on)
    for number, row in enumerate(EARLIER):
        answer = _answer(world, call, number, row, moment(opens + (3 + 4 * number) * DAY, 30))
        if priorities:
            plans.mark_answer(answer, [priorities[number % len(priorities)]], by=by, at=moment(closes + DAY, number))
    plans.publish_heard(call, HEARD, DECIDED, by=by, at=moment(world.on - 5 * DAY))


def _open_now(world: World) -> None:
    """What is asked now; one answer came by telephone, one is kept from being quoted, and it stays open for longer."""
    opens, closes = world.on - 9 * DAY, world.on + 12 * DAY
    why = "Clifton Park is used by more people than any other place in the ward. What should happen there first?"
    questions = ("What should we do first in Clifton Park?", "What works well there?")
    bodies = (world.bodies["streetscene"], world.bodies["highways"])
    words = _words("Clifton Park: what comes first?", why, questions, opens, closes, bodies=bodies)
    call = _call(world, CASTLE, words, moment(opens))
    by, first = world.co_ordinators[CASTLE], call.questions.all()[0]
    given = [_answer(world, call, n, row, moment(opens + (1 + n) * DAY, 60)) for n, row in enumerate(NOW)]
    at = moment(world.on - 2 * DAY, 20)
    spoken = AnswerWords({first.pk: "A ramp at the north gate."}, channel=AnswerChannel.TELEPHONE, ward=call.ward)
    plans.answer_at_desk(call, spoken, UUID(int=world.dice("spoken").getrandbits(128)), body=None, by=by, at=at)
    plans.withhold_answer(given[1], "It tells of where somebody works.", by=by, at=at)
    plans.extend_call(call, closes + 7 * DAY, why="Two schools asked for another week.", by=by, at=at)


def _for_services(world: World) -> None:
    """What only services are asked, due in a few days; one of them has answered, and then said more."""
    opens, closes = world.on - 10 * DAY, world.on + 3 * DAY
    why = "The councillors want to know what is planned in the ward anyway, before they set dates."
    bodies = (world.bodies["streetscene"], world.bodies["highways"])
    words = _words("What services plan in Boston Castle", why, ("What do you plan here until 2028?",), opens, closes,
                   residents=False, bodies=bodies)  # fmt: skip
    call = _call(world, CASTLE, words, moment(opens))
    question, by = call.questions.all()[0], world.co_ordinators[CASTLE]
    for number, text in enumerate(("New bins on Wellgate.", "New bins on Wellgate, and bulbs on the verges.")):
        key = UUID(int=world.dice("service", number).getrandbits(128))
        said = AnswerWords({question.pk: text}, channel=AnswerChannel.DESK, may_quote=True)
        at = moment(opens + (2 + number) * DAY, 45)
        plans.answer_at_desk(call, said, key, body=bodies[0], by=by, at=at)


def _elsewhere(world: World) -> None:
    """One more in another ward, and a draft that nobody is asked yet."""
    opens, closes = world.on - 3 * DAY, world.on + 25 * DAY
    bodies = (world.bodies["south-yorkshire-police"], world.bodies["parish:whiston"])
    words = _words("Getting about in Sitwell", "Buses change in spring.", ("Which journey is hardest?",), opens, closes,
                   bodies=bodies)  # fmt: skip
    _call(world, SITWELL, words, moment(opens))
    draft = _words("Young people in Boston Castle", "Nobody under 18 has answered so far.",
                   ("What would you do with an evening?",), world.on + 20 * DAY, world.on + 50 * DAY)  # fmt: skip
    plans.draft_call(world.wards[CASTLE], draft, by=world.co_ordinators[CASTLE], at=moment(world.on - DAY))
