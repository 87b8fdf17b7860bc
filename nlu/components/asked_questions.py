"""What the model of facts and matters learns from: questions that people ask, and labelled turns."""

from __future__ import annotations

from collections.abc import Sequence

from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from knowledge.content import read_content
from nlu.asked_model import AskedModel
from nlu.components.turn_examples import ABOUT
from nlu.fingerprint import policy_to_train


def asked_model(turns: Sequence[Message]) -> AskedModel:
    """Learned from what people ask for each fact, and from turns of which is known what they are about.

    Args:
        turns: training examples, of which some say so (see `nlu.components.turn_examples`).

    Raises:
        ContentError: the policy's content does not hold together.
    """
    content = read_content(policy=policy_to_train())
    if not content.questions:
        return AskedModel()
    about = content.mainly_about()
    labelled = [one for one in turns if one.get(ABOUT) is not None]
    return AskedModel().fit(
        [*(question for question, _ in content.questions), *(one.get(TEXT) for one in labelled)],
        [*(fact for _, fact in content.questions), *(None for _ in labelled)],
        [*(about[fact] for _, fact in content.questions), *(one.get(ABOUT) for one in labelled)],
    )
