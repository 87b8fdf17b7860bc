"""Questions that mean the same are near, whatever their words."""

from __future__ import annotations

import numpy as np
from threadpoolctl import threadpool_info

from nlu.meaning import MeaningModel, meanings

EXAMPLES = [
    ("¿me pueden robar la tarjeta?", "security"),
    ("¿es seguro pagar ahí?", "security"),
    ("¿a quién le venden mi correo?", "sharing"),
    ("¿con qué empresas comparten lo que veo?", "sharing"),
]
CLASSES = ["security", "sharing"]


def test_one_meaning_in_other_words_is_nearer_than_another_meaning() -> None:
    texts = ["¿cómo borro mi cuenta?", "quiero eliminar mi usuario", "¿qué tiempo hace?"]
    one, alike, other = meanings(texts)
    assert one @ alike > one @ other + 0.1


def test_many_at_once_mean_what_each_means_alone() -> None:
    texts = [f"¿cómo borro mi cuenta {number}?" for number in range(300)]
    threads = [one["num_threads"] for one in threadpool_info()]
    together = meanings(texts)
    assert np.allclose(together[::50], np.concatenate([meanings([text]) for text in texts[::50]]), atol=1e-5)
    assert [one["num_threads"] for one in threadpool_info()] == threads


def test_rows_have_length_one_and_accents_do_not_matter() -> None:
    rows = meanings(["¿Qué información guardan?", "que informacion guardan"])
    assert rows.shape == (2, 512)
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-4)
    assert np.allclose(rows[0], rows[1], atol=1e-5)


def test_no_texts_no_rows() -> None:
    assert meanings([]).shape == (0, 512)


def test_near_examples_decide() -> None:
    texts, labels = zip(*EXAMPLES, strict=True)
    model = MeaningModel().fit(texts, labels, CLASSES)
    asked = ["¿le dan mi dirección a otras compañías?", "¿me pueden hackear el pago?"]
    probable, near = model.look(model.placed(asked))
    assert [CLASSES[i] for i in probable.argmax(axis=1)] == ["sharing", "security"]
    assert np.allclose(probable.sum(axis=1), 1, atol=1e-5)
    assert near.shape == (2, len(EXAMPLES))
