"""One recogniser for each kind of identifier, in the order in which they read a text.

What tells itself apart (an address with ``@``, a checked number) comes before what only its
surroundings tell.
"""

from __future__ import annotations

from bot.privacy.found import Recogniser
from bot.privacy.recognisers.addresses import addresses
from bot.privacy.recognisers.births import births
from bot.privacy.recognisers.cards import cards
from bot.privacy.recognisers.devices import devices
from bot.privacy.recognisers.documents import checked_documents, named_documents
from bot.privacy.recognisers.emails import emails
from bot.privacy.recognisers.ibans import ibans
from bot.privacy.recognisers.ips import ips
from bot.privacy.recognisers.links import links
from bot.privacy.recognisers.names import names
from bot.privacy.recognisers.numbers import long_numbers
from bot.privacy.recognisers.passwords import passwords
from bot.privacy.recognisers.phones import phones
from bot.privacy.recognisers.spoken import spoken_numbers

RECOGNISERS: tuple[Recogniser, ...] = (
    passwords,
    links,
    emails,
    ibans,
    ips,
    devices,
    births,
    named_documents,
    cards,
    addresses,
    checked_documents,
    phones,
    spoken_numbers,
    names,
    long_numbers,
)
