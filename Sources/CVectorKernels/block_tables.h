#ifndef COGCAST_BLOCK_TABLES_H
#define COGCAST_BLOCK_TABLES_H

#include "block_kernels.h"

extern const cogcast_block_kernels cogcast_block_kernels_baseline;
extern const cogcast_block_kernels cogcast_block_kernels_avx2;
extern const cogcast_block_kernels cogcast_block_kernels_avx512;

/// The places of the set bits of each number below 256, the lowest first, then zeros.
extern const uint8_t cogcast_places[256][8];

#endif
