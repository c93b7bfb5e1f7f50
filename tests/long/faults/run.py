"""Kills every program of the house at random moments under load, and judges: python -m tests.long.faults.run

Half the kills in a house with one worker, half in one with two workers and a Redis. The seed decides who is killed
and when; what is in flight then is the machine's own. Ends with 1 when a promise was not kept.
"""

import argparse
import random
import sys
import threading
import time
from collections import Counter
from pathlib import Path

from tests.long.faults.educator import Actor, Scene, in_turn
from tests.long.faults.house import House, house_of_its_own
from tests.long.faults.judge import Judge
from tests.long.faults.mail import delivery
from tests.long.faults.notebook import Notebook
from tests.long.faults.page import Kill, Lane, page
from tests.long.faults.people import asked_for_papers, give_passwords, renewing
from tests.long.faults.programs import NothingToTest

RENEWING, SENDING = 5, 3
"""So many at the same time."""
PEOPLE_PER_KILL, SENDERS_PER_KILL = 10, 6
"""More than get their turn: nobody must be idle in the end."""
SHORTEST, LONGEST = 0.5, 2.5
"""Seconds of work between two kills."""
PATIENCE_SECONDS = 60
LANES = {"One worker, states in memory": False, "Two workers, states in Redis": True}


def main() -> int:
    asked = _arguments()
    try:
        sent = delivery()
        lanes = [_lane(name, shared, asked.kills // len(LANES), asked.seed) for name, shared in LANES.items()]
    except NothingToTest as fault:
        print(fault, file=sys.stderr)
        return 1
    text = page(asked.seed, lanes) + sent.text()
    if asked.page:
        asked.page.write_text(text, encoding="utf-8")
    else:
        print(text)
    return 1 if any(one.faults for one in lanes) or not sent.is_in_time else 0


def _lane(name: str, shared: bool, kills: int, seed: int) -> Lane:
    with house_of_its_own(shared=shared) as house:
        return _acted(Lane(name), house, kills, random.Random(seed))


def _acted(lane: Lane, house: House, kills: int, dice: random.Random) -> Lane:
    notebook = Notebook(house.folder / "told.jsonl")
    deps = house.deps
    scene = Scene(house.url, deps.statements.acknowledgement(deps.today()).version, notebook)
    threads = _actors(house, scene, kills, dice)
    began = time.monotonic()
    for thread in threads:
        thread.start()
    _wait_for_the_first(notebook)
    for victim in _plan(house.victims, kills, dice):
        time.sleep(dice.uniform(SHORTEST, LONGEST))
        lane.kills.append(_killed(house, scene, victim, dice, began))
        print(f"{lane.name}: {len(lane.kills)}. {lane.kills[-1]}", file=sys.stderr, flush=True)
    scene.ends.set()
    for thread in threads:
        thread.join()
    lane.seconds = time.monotonic() - began
    return _judged(lane, house, scene)


def _actors(house: House, scene: Scene, kills: int, dice: random.Random) -> list[threading.Thread]:
    people = in_turn(renewing(house.deps, 20 + PEOPLE_PER_KILL * kills))
    senders = in_turn(asked_for_papers(house.deps, 10 + SENDERS_PER_KILL * kills))
    give_passwords(house.deps)
    turns = [*[people] * RENEWING, *[senders] * SENDING]
    actors = [Actor(f"actor {n}", scene, one, random.Random(dice.random())) for n, one in enumerate(turns)]
    return [threading.Thread(target=one.lives, daemon=True) for one in actors]


def _plan(victims: list[str], kills: int, dice: random.Random) -> list[str]:
    """Each as often as the others, in any order."""
    plan = [victims[number % len(victims)] for number in range(kills)]
    dice.shuffle(plan)
    return plan


def _killed(house: House, scene: Scene, victim: str, dice: random.Random, began: float) -> Kill:
    scene.waits_until_many_act()
    kill = Kill(victim, time.monotonic() - began, scene.in_flight())
    at = time.monotonic()
    house.kill(victim, dice.randrange(100))
    time.sleep(dice.uniform(0, 0.5))
    house.comes_back(victim)
    back = time.monotonic()
    kill.serves = back - at
    while scene.notebook.last < back and time.monotonic() - at < PATIENCE_SECONDS:
        time.sleep(0.02)
    kill.told = scene.notebook.last - at
    return kill


def _judged(lane: Lane, house: House, scene: Scene) -> Lane:
    notes = scene.notebook.read()
    judge = Judge(house, notes)
    lane.told = dict(Counter(str(one.told) for one in notes))
    lane.quiet = judge.seconds_to_quiet()
    lane.faults = [*judge.faults(), *(f"gave up: {one}" for one in scene.gave_up)]
    return lane


def _wait_for_the_first(notebook: Notebook) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not notebook.last:
        assert time.monotonic() < deadline, "nobody was ever told anything: there is no load to kill under"
        time.sleep(0.1)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=100, help="in all, half in each house")
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--page", type=Path, help="where the figures go; the console otherwise")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
