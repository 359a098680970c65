"""Functions of a household and an office, with their schemas, and requests in words that call for them."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Any, Literal

from langchain_core.tools import BaseTool, StructuredTool
from pydantic import Field

Day = Annotated[str, Field(description="the day as year-month-day, such as 2026-03-09")]
Time = Annotated[str, Field(description="the time as hours:minutes, such as 14:30")]


def set_timer(minutes: Annotated[int, Field(ge=1)], label: str) -> str:
    """Start a kitchen timer."""
    return f"timer {label}: {minutes} min"


def book_room(room: str, day: Day, start: Time, people: Annotated[int, Field(ge=1)]) -> str:
    """Reserve a meeting room."""
    return f"booked {room} on {day} at {start} for {people}"


def send_message(to: str, text: str) -> str:
    """Send a short message to a person."""
    return f"sent to {to}: {text}"


def transfer(
    amount: Annotated[float, Field(gt=0, description="in euros")],
    recipient: str,
    account: Literal["current", "savings"],
) -> str:
    """Transfer money from one of our accounts."""
    return f"{amount} to {recipient} from {account}"


def set_heating(zone: Literal["cellar", "office", "workshop", "attic"], celsius: float) -> str:
    """Set the temperature of a part of the house."""
    return f"{zone}: {celsius}"


def order_supplies(
    article: str,
    quantity: Annotated[int, Field(ge=1)],
    express: Annotated[bool, Field(description="whether it is urgent")],
) -> str:
    """Order material."""
    return f"{quantity} x {article}, express: {express}"


def add_task(title: str, due: Day, priority: Literal["low", "normal", "high"]) -> str:
    """Put a task on the list."""
    return f"{title}, {due}, {priority}"


def find_train(origin: str, destination: str, day: Day) -> str:
    """Look up train connections."""
    return f"{origin} to {destination}, {day}"


FUNCTIONS: dict[str, BaseTool] = {
    function.__name__: StructuredTool.from_function(function)
    for function in (
        set_timer, book_room, send_message, transfer, set_heating, order_supplies, add_task, find_train
    )
}  # fmt: skip
"""By name."""

_PEOPLE = ("Amira", "Jonas", "Wiebke", "Tomasz", "Leilani", "Bertrand", "Oyelaran", "Signe")
_TOWNS = ("Aalen", "Brno", "Cuneo", "Drammen", "Eupen", "Faro", "Ghent", "Huesca")
_TEXTS = ("the keys are at the desk", "the meeting is off", "please call back", "dinner is at eight")
_ARTICLES = ("toner", "packing tape", "filter paper", "lamp oil", "machine screws")
_ROOMS = ("Linden", "Harbour", "Small Hall", "Room 7")
_LABELS = ("eggs", "bread", "tea", "rice")
_TITLES = ("renew the lease", "oil the gate", "check the alarm", "file the receipts")


@dataclass(frozen=True, slots=True)
class Request:
    """What somebody asks for."""

    words: str
    """The request, as the second half of a sentence with "please"."""

    tool: str
    """The function that does it."""

    arguments: Mapping[str, Any]
    """What it has to be given."""


def request(source: random.Random, tool: str) -> Request:
    """Draw a request for that function."""
    words, arguments = _DRAWN[tool](source)
    return Request(words, tool, arguments)


def impossible(source: random.Random) -> str:
    """Draw a request that no function can do."""
    return source.choice(
        (
            f"water the plants on {_day(source)}",
            f"tell me whether {source.choice(_PEOPLE)} is in a good mood",
            f"cancel the booking of {source.choice(_ROOMS)}",
            f"paint the {source.choice(('cellar', 'attic'))} blue",
            f"buy {source.randrange(2, 9)} shares of the railway",
            f"translate the lease into {source.choice(('Danish', 'Basque'))}",
        )
    )


def incomplete(source: random.Random) -> tuple[str, str]:
    """Draw a request that lacks what its function must be given, and the function's name."""
    return source.choice(
        (
            (f"send {source.choice(_PEOPLE)} a message", "send_message"),
            (f"book the room {source.choice(_ROOMS)} for {source.randrange(3, 12)} people", "book_room"),
            (f"transfer money to {source.choice(_PEOPLE)}", "transfer"),
            (f"look up a train to {source.choice(_TOWNS)}", "find_train"),
            ("change the heating of the office", "set_heating"),
        )
    )


_Drawn = tuple[str, dict[str, Any]]


def _timer(source: random.Random) -> _Drawn:
    minutes, label = source.randrange(3, 55), source.choice(_LABELS)
    return f"set a timer of {minutes} minutes for the {label}", {"minutes": minutes, "label": label}


def _room(source: random.Random) -> _Drawn:
    room, day, people = source.choice(_ROOMS), _day(source), source.randrange(3, 15)
    start = f"{source.randrange(8, 18):02d}:{source.choice(('00', '15', '30', '45'))}"
    words = f"book the room {room} on {day} at {start} for {people} people"
    return words, {"room": room, "day": day, "start": start, "people": people}


def _message(source: random.Random) -> _Drawn:
    to, text = source.choice(_PEOPLE), source.choice(_TEXTS)
    return f"send {to} the message “{text}”", {"to": to, "text": text}


def _transfer(source: random.Random) -> _Drawn:
    amount = source.randrange(200, 90_000) / 100
    recipient, account = source.choice(_PEOPLE), source.choice(("current", "savings"))
    words = f"transfer {amount:.2f} euros to {recipient} from the {account} account"
    return words, {"amount": amount, "recipient": recipient, "account": account}


def _heating(source: random.Random) -> _Drawn:
    zone = source.choice(("cellar", "office", "workshop", "attic"))
    celsius = source.randrange(30, 50) / 2
    return f"set the heating of the {zone} to {celsius} degrees", {"zone": zone, "celsius": celsius}


def _supplies(source: random.Random) -> _Drawn:
    article, quantity, express = source.choice(_ARTICLES), source.randrange(2, 40), source.random() < 0.5
    words = f"order {quantity} times {article}, {'by express' if express else 'not by express'}"
    return words, {"article": article, "quantity": quantity, "express": express}


def _task(source: random.Random) -> _Drawn:
    title, due, priority = source.choice(_TITLES), _day(source), source.choice(("low", "normal", "high"))
    words = f"add the task “{title}”, due {due}, with {priority} priority"
    return words, {"title": title, "due": due, "priority": priority}


def _train(source: random.Random) -> _Drawn:
    (origin, destination), day = source.sample(_TOWNS, 2), _day(source)
    words = f"look up trains from {origin} to {destination} on {day}"
    return words, {"origin": origin, "destination": destination, "day": day}


_DRAWN: dict[str, Callable[[random.Random], _Drawn]] = {
    "set_timer": _timer,
    "book_room": _room,
    "send_message": _message,
    "transfer": _transfer,
    "set_heating": _heating,
    "order_supplies": _supplies,
    "add_task": _task,
    "find_train": _train,
}


def _day(source: random.Random) -> str:
    return (date(2026, 1, 1) + timedelta(days=source.randrange(365))).isoformat()
