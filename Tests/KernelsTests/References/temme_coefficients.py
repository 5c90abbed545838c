"""Prints the coefficients of Temme's expansion as Sources/Kernels/Special/TemmeCoefficients.swift has them.

Of DLMF 8.12.12: c_0 = 1/(λ - 1) - 1/η and c_k = (dc_(k-1)/dη) / η + γ_k / (λ - 1), where λ is the series of
η with ½ η² = λ - 1 - ln λ, and γ_k are the coefficients of the scaled gamma function (DLMF 8.12.11).
In rational arithmetic, by the standard library alone.

    python3 Tests/KernelsTests/References/temme_coefficients.py
"""

from fractions import Fraction

COUNTS = [19, 17, 15, 15, 14, 12, 11, 9, 7, 5, 3, 1]
# Each row needs two coefficients more of the one before it.
TERMS = max(count + 2 * row for row, count in enumerate(COUNTS)) + 2


def ratio():
    """μ = λ - 1 in powers of η, from μ dμ/dη = η (1 + μ)."""
    mu = [Fraction(0), Fraction(1)]
    for n in range(2, TERMS + 2):
        known = sum(mu[i] * mu[n + 1 - i] * (n + 1 - i) for i in range(2, n))
        mu.append((mu[n - 1] - known) / (n + 1))
    return mu


def reciprocal(mu):
    """1 / μ times η."""
    series = mu[1:]
    inverse = [1 / series[0]]
    for n in range(1, len(series)):
        inverse.append(-sum(series[i] * inverse[n - i] for i in range(1, n + 1)) / series[0])
    return inverse


def stirling(count):
    """γ_k of 1 / Γ*(a) = Σ γ_k / a^k: the exponential of Stirling's series with its sign turned."""
    bernoulli = [Fraction(1)]
    for m in range(1, 2 * count + 2):
        total = Fraction(0)
        binomial = 1
        for k in range(m):
            total += binomial * bernoulli[k]
            binomial = binomial * (m + 1 - k) // (k + 1)
        bernoulli.append(-total / (m + 1))
    exponent = [Fraction(0)] * (count + 1)
    for k in range(1, count // 2 + 2):
        if 2 * k - 1 <= count:
            exponent[2 * k - 1] = bernoulli[2 * k] / (2 * k * (2 * k - 1))
    gamma = [Fraction(1)]
    for n in range(1, count + 1):
        gamma.append(sum(-i * exponent[i] * gamma[n - i] for i in range(1, n + 1)) / n)
    return gamma


def rows():
    inverse = reciprocal(ratio())
    gamma = stirling(len(COUNTS))
    # From η⁻¹ on: c_k and γ_k / μ.
    row = [Fraction(0)] + inverse[1:]
    yield row[1:]
    for k in range(1, len(COUNTS)):
        # (dc/dη) / η from η⁻¹ on.
        derived = [n * row[n + 1] for n in range(1, len(row) - 1)]
        row = [derived[n] + gamma[k] * inverse[n] for n in range(min(len(derived), len(inverse)))]
        assert row[0] == 0, "no pole"
        yield row[1:]


for coefficients, count in zip(rows(), COUNTS):
    print(", ".join(repr(float(value)) for value in reversed(coefficients[:count])))
