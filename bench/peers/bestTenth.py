"""Python's json, once to score, once to write; scores by scipy over the distinct counts. Arguments: file, layout, "scipy" or "math"."""
import json
import math
import sys

path, layout, library = sys.argv[1:4]
K, ETA, MU = 8, 3.0, 0.3

if library == "scipy":
    from scipy.special import betaln, psi
else:
    def betaln(a, b):
        return math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)

    def psi(x):
        shift = 0.0
        while x < 16:
            shift -= 1 / x
            x += 1
        y = 1 / (x * x)
        return shift + math.log(x) - 0.5 / x - y * (1 / 12 - y * (1 / 120 - y * (1 / 252 - y / 240)))


def entropy(a, b):
    return betaln(a, b) - (a - 1) * psi(a) - (b - 1) * psi(b) + (a + b - 2) * psi(a + b)


def score(successes, trials):
    a, b = 1 + successes, 1 + trials - successes
    after = 0.0
    for s in range(K + 1):
        log_choose = -math.log(K + 1) - betaln(K - s + 1, s + 1)
        after += math.exp(log_choose + betaln(a + s, b + K - s) - betaln(a, b)) * entropy(a + s, b + K - s)
    m = a / (a + b)
    return m * (1 - m) * math.exp(-ETA * (m - MU) ** 2) * (entropy(a, b) - after)


examples, example_of_line, successes, trials = {}, [], [], []
with open(path, "rb") as file:
    for line in file:
        row = json.loads(line)
        if layout == "single":
            rewards, key = (row["score"],), (row["input"], row["gts"])
        else:
            rewards = row["rewards"] if layout == "rewards" else [rollout["reward"] for rollout in row["rollouts"]]
            key = len(successes)
        example = examples.setdefault(key, len(successes)) if layout == "single" else key
        if example == len(successes):
            successes.append(0)
            trials.append(0)
        successes[example] += sum(reward >= 1 for reward in rewards)
        trials[example] += len(rewards)
        example_of_line.append(example)

counts = list(zip(successes, trials))
scores = {count: float(score(*count)) for count in set(counts)}
order = sorted(range(len(counts)), key=lambda example: -scores[counts[example]])
best = order[: math.ceil(len(order) / 10)]
chosen = set(best)
with open(path, "rb") as file:
    for number, line in enumerate(file):
        if example_of_line[number] in chosen:
            sys.stdout.buffer.write(line)
sys.stdout.flush()
json.dump({"examples": len(counts), "chosen": len(chosen), "cut": scores[counts[best[-1]]]}, sys.stderr)
