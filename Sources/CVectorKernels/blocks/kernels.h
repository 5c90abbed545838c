// The block kernels, compiled by each of the files block_kernels_*.c for its instructions: all
// functions of the C library and of this target are declared before the attribute begins.

#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "../block_tables.h"
#include "elementary_functions.h"
#include "../elementary_polynomials.h"
#include "../normal_coefficients.h"
#include "normal_functions.h"
#include "poisson_functions.h"

#pragma STDC FP_CONTRACT OFF
// Vectors pass between functions of this file only, all of which are inlined.
#pragma clang diagnostic ignored "-Wpsabi"
#ifdef INSTRUCTIONS
#pragma clang attribute push(INSTRUCTIONS, apply_to = function)
#endif

#include "vectors.h"

#include "philox.h"

#include "elementary.h"

#include "selection.h"

#include "normal.h"

#include "rejection.h"

#include "gamma.h"

#include "poisson.h"

#include "sobol.h"

#ifdef INSTRUCTIONS
#pragma clang attribute pop
#endif

const cogcast_block_kernels BLOCK_KERNELS = {
    uniforms, exponentials, logarithms, normal_quantiles, normal_probabilities, normal_densities,
    gammas, rejected_poissons, searched_poissons, scrambled_sobol,
};
