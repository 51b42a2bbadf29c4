"""Train the tagger of a language: `python -m indexer.entities.train --language fa FILE…` (CoNLL, IOB2, PER ORG LOC).

A tenth of each source is set aside and never trained on (corpus.py); strict F1 on it is printed, and on five parts of
the rest, each tagged by a model of the other four. The same files give the same model, in indexer/entities/models/.
"""

import argparse
import multiprocessing
import sys
import tempfile
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np
import pycrfsuite

from indexer.entities.corpus import BLOCK, Sample, read, split
from indexer.entities.crf import Crf
from indexer.entities.features import features
from indexer.entities.gazetteer import matches
from indexer.entities.scores import Scores
from indexer.entities.spans import encode
from indexer.entities.tagger import MODELS, Tagger
from indexer.entities.tokens import sentences

#: The averaged perceptron (Collins, EMNLP 2002) does as well here as maximum likelihood, in a third of the time. Of 6,
#: 12 and 25 rounds 25 are best in cross-validation (Urdu 63.4 with 12, 65.3 with 25). A feature seen once is left out:
#: half the size, nothing lost.
ALGORITHM = "ap"
PARAMETERS = {"max_iterations": 25, "feature.minfreq": 2}
PARTS = 5


def train(samples: Iterable[Sample], language: str, path: Path) -> None:
    """Learn a model from sentences and write it, in a new process: CRFsuite shuffles by a chance it never seeds."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        pool.submit(_train, list(samples), language, path).result()


def _train(samples: Iterable[Sample], language: str, path: Path) -> None:
    trainer = pycrfsuite.Trainer(ALGORITHM, verbose=False)
    trainer.set_params(PARAMETERS)
    for sample in samples:
        for sentence in sentences(sample.text):
            seen = features(sentence, language, matches(sentence, language))
            trainer.append(seen, encode(sentence, sample.spans))
    trainer.train(str(path))


def learned(path: Path) -> Crf:
    """The model that CRFsuite wrote to a file."""
    tagger = pycrfsuite.Tagger()
    tagger.open(str(path))
    info = tagger.info()
    labels = {label: at for at, label in enumerate(sorted(info.labels))}
    rows = {name.encode(): row for row, name in enumerate(sorted(info.attributes))}
    weights = np.zeros((len(rows), len(labels)), np.float32)
    for (name, label), weight in info.state_features.items():
        weights[rows[name.encode()], labels[label]] = weight
    into = [[info.transitions.get((before, after), 0.0) for before in labels] for after in labels]
    return Crf(tuple(labels), rows, weights, into)


def measure(model: Crf, samples: Iterable[Sample], language: str, scores: Scores) -> None:
    """Add to `scores` what a model finds in sentences: the tagger alone, without the other layers."""
    tagger = Tagger(model, language)
    for sample in samples:
        part = list(sentences(sample.text))
        found = tagger.tag(part, [matches(sentence, language) for sentence in part])
        scores.add(sample.source, sample.spans, [span for spans in found for span in spans])


def cross_validate(samples: Sequence[Sample], language: str, folder: Path) -> Scores:
    """Scores of models that never saw what they tag: blocks of neighbours, in PARTS turns."""
    scores = Scores()
    for part in range(PARTS):
        own = [sample for at, sample in enumerate(samples) if at // BLOCK % PARTS == part]
        rest = [sample for at, sample in enumerate(samples) if at // BLOCK % PARTS != part]
        train(rest, language, folder / "part.crf")
        measure(learned(folder / "part.crf"), own, language, scores)
    return scores


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; 0, or 2 with a word about a file that cannot be read."""
    parser = argparse.ArgumentParser(prog="python -m indexer.entities.train", description=__doc__)
    parser.add_argument("--language", required=True, help="BCP 47 code of the model")
    parser.add_argument("--output", type=Path, default=MODELS, help="the folder for the model")
    parser.add_argument("--no-cross-validation", action="store_true", help="only the tenth set aside is measured")
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    options = parser.parse_args(arguments)
    try:
        training, aside = split(sample for path in options.files for sample in read(path))
    except (OSError, ValueError) as error:
        print(f"cannot train: {error}", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if not options.no_cross_validation:
            print(f"cross-validation, {PARTS} parts\n{cross_validate(training, options.language, folder)}", flush=True)
        train(training, options.language, folder / "model.crf")
        model = learned(folder / "model.crf")
    scores = Scores()
    measure(model, aside, options.language, scores)
    print(f"set aside, the tagger alone\n{scores}")
    options.output.mkdir(exist_ok=True)
    model.write(options.output / f"{options.language}.npz")
    return 0


if __name__ == "__main__":
    sys.exit(main())
