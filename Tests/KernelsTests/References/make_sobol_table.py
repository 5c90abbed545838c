"""Writes the Sobol direction numbers as a C table, from the copy that SciPy ships.

The numbers are S. Joe and F. Y. Kuo's new-joe-kuo-6.21201 ("Constructing Sobol sequences with
better two-dimensional projections", SIAM J. Sci. Comput. 30, 2635-2654, 2008), BSD licence. The
first 1,111 dimensions are those whose primitive polynomials have degree 13 or less.

    python3 Tests/KernelsTests/References/make_sobol_table.py > \
        Sources/CVectorKernels/sobol_direction_numbers.c
"""

import os

import numpy as np
import scipy.stats

DIMENSIONS = 1111

HEADER = """\
#include "sobol_direction_numbers.h"

// Made by Tests/KernelsTests/References/make_sobol_table.py; do not edit.
//
// One row a dimension: the primitive polynomial with all its bits, the leading and the constant one
// included, then as many initial direction numbers m as its degree. The first dimension is the van
// der Corput sequence and has no polynomial.
//
// Copyright (c) 2008, Frances Y. Kuo and Stephen Joe. All rights reserved.
//
// Redistribution and use in source and binary forms, with or without modification, are permitted
// provided that the following conditions are met:
//
//   * Redistributions of source code must retain the above copyright notice, this list of
//     conditions and the following disclaimer.
//   * Redistributions in binary form must reproduce the above copyright notice, this list of
//     conditions and the following disclaimer in the documentation and/or other materials provided
//     with the distribution.
//   * Neither the names of the copyright holders nor the names of the University of New South Wales
//     and the University of Waikato and its contributors may be used to endorse or promote products
//     derived from this software without specific prior written permission.
//
// THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS ``AS IS'' AND ANY EXPRESS OR IMPLIED
// WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS
// FOR A PARTICULAR PURPOSE ARE DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDERS BE LIABLE FOR
// ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL DAMAGES (INCLUDING, BUT NOT
// LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS
// INTERRUPTION) HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
// OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE OF THIS SOFTWARE,
// EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.

static const uint16_t table[] = {
"""

FOOTER = """\
};

_Static_assert(
    sizeof table / sizeof table[0] == COGCAST_SOBOL_TABLE_COUNT, "the header states the count");

const uint16_t *cogcast_sobol_direction_numbers(void) { return table; }
"""


def main():
    path = os.path.join(os.path.dirname(scipy.stats.__file__), "_sobol_direction_numbers.npz")
    with np.load(path) as numbers:
        polynomials = numbers["poly"][:DIMENSIONS]
        initial = numbers["vinit"][:DIMENSIONS]
    rows = []
    for polynomial, numbers in zip(polynomials[1:], initial[1:]):
        degree = int(polynomial).bit_length() - 1
        assert 1 <= degree <= 13 and all(numbers[:degree] % 2 == 1)
        assert all(int(m) < 2 ** (j + 1) for j, m in enumerate(numbers[:degree]))
        rows.append([int(polynomial), *map(int, numbers[:degree])])
    print(HEADER, end="")
    for row in rows:
        print("  " + ",".join(map(str, row)) + ",")
    print(FOOTER, end="")


main()
