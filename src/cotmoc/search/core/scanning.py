"""The one loop over all distinct names, compiled."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cotmoc.resolution.core.parties.compiled import compiled

#: What part of a score says how much of the name was asked for; the rest, how much of what was asked the name has.
OF_NAME = np.float32(0.2)
OF_ASKED = np.float32(0.8)


@compiled(unlocked=True)
def best_names(
    names: tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.float32]],
    rows: NDArray[np.int16],
    nearness: NDArray[np.float32],
    weights: tuple[NDArray[np.float32], NDArray[np.float32]],
    keep: int,
    bounds: tuple[float, float],
) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """The numbers and scores of the `keep` best names of at least a score, in no order.

    `bounds`: the least score, and what a name loses whose words stand in another order than asked.

    `names`: starts int32[n + 1] into the words int32[...] of all names, and what each name weighs float32[n].
    `rows` int16[words]: the row of `nearness` float32[rows, asked] that says how near a word is to each asked word;
    0, a row of zeros, for words that are near none. `weights`: of the asked words float32[asked], their sum being 1,
    and of all words.

    The score of a name is 0.8 of the share of the asked words that it has, and 0.2 of the share of its own words that
    were asked for; both by weight, each word as far as it is near. A name of which both are all scores 1. As no
    asked word can be had more than the words of a name have of it together, most names are passed by after one
    look at each of their words.
    """
    starts, words, weighs = names
    asked_weights, word_weights = weights
    of_asked, of_own = _gains(rows, nearness, asked_weights, word_weights)
    best = np.zeros((3, asked_weights.size), dtype=np.float32)
    kept = np.zeros(keep, dtype=np.int32)
    scores = np.zeros(keep, dtype=np.float32)
    count, bar = 0, np.float32(bounds[0])
    for name in range(starts.size - 1):
        most, own = np.float32(0.0), np.float32(0.0)
        for place in range(starts[name], starts[name + 1]):
            most += of_asked[words[place]]
            own += of_own[words[place]]
        own /= weighs[name]
        if min(most, OF_ASKED) + own < bar:
            continue
        had, borne = _had(
            words[starts[name] : starts[name + 1]],
            rows,
            nearness,
            (asked_weights, word_weights),
            best,
        )
        # A word that the name bears twice was asked for once.
        score = OF_ASKED * had + min(own, OF_NAME * borne / weighs[name])
        if not _in_order(best):
            score -= np.float32(bounds[1])
        if score < bar or (count == keep and score <= scores[0]):
            continue
        count = _put(kept, scores, count, np.int32(name), score)
        if count == keep:
            bar = max(bar, scores[0])
    return kept[:count], scores[:count]


@compiled(unlocked=True)
def _gains(
    rows: NDArray[np.int16],
    nearness: NDArray[np.float32],
    asked_weights: NDArray[np.float32],
    word_weights: NDArray[np.float32],
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """What each word adds to a score at most: for what it has of the asked words, and for being asked for."""
    of_asked = np.zeros(rows.size, dtype=np.float32)
    of_own = np.zeros(rows.size, dtype=np.float32)
    for word in range(rows.size):
        if rows[word]:
            near = nearness[rows[word]]
            of_asked[word] = OF_ASKED * (near * asked_weights).sum()
            of_own[word] = OF_NAME * near.max() * word_weights[word]
    return of_asked, of_own


@compiled(unlocked=True)
def _had(
    words: NDArray[np.int32],
    rows: NDArray[np.int16],
    nearness: NDArray[np.float32],
    weights: tuple[NDArray[np.float32], NDArray[np.float32]],
    best: NDArray[np.float32],
) -> tuple[np.float32, np.float32]:
    """What a name has of the asked words, and what its words weigh that are theirs.

    `best` float32[3, asked] takes how near the nearest word is to each asked word, what it weighs, and its place.
    """
    asked_weights, word_weights = weights
    best[:] = 0.0
    for place in range(words.size):
        word = words[place]
        if rows[word]:
            for each in range(asked_weights.size):
                near = nearness[rows[word], each]
                if near > best[0, each]:
                    best[0, each], best[1, each] = near, near * word_weights[word]
                    best[2, each] = place
    had, borne = np.float32(0.0), np.float32(0.0)
    for each in range(asked_weights.size):
        had += best[0, each] * asked_weights[each]
        borne += best[1, each]
    return had, borne


@compiled(unlocked=True)
def _in_order(best: NDArray[np.float32]) -> bool:
    """True when the words that were found stand in the order in which they were asked for."""
    last = np.float32(-1.0)
    for each in range(best.shape[1]):
        if best[0, each] > 0.0:
            if best[2, each] < last:
                return False
            last = best[2, each]
    return True


@compiled(unlocked=True)
def _put(
    kept: NDArray[np.int32],
    scores: NDArray[np.float32],
    count: int,
    name: np.int32,
    score: np.float32,
) -> int:
    """Puts a name into the heap (smallest score first), in place of the smallest once it is full; the new count."""
    if count < kept.size:
        at = count
        while at > 0 and scores[(at - 1) // 2] > score:
            above = (at - 1) // 2
            kept[at], scores[at] = kept[above], scores[above]
            at = above
        kept[at], scores[at] = name, score
        return count + 1
    at = 0
    while True:
        below = 2 * at + 1
        if below >= count:
            break
        if below + 1 < count and scores[below + 1] < scores[below]:
            below += 1
        if scores[below] >= score:
            break
        kept[at], scores[at] = kept[below], scores[below]
        at = below
    kept[at], scores[at] = name, score
    return count
