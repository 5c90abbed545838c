#ifndef COGCAST_SOBOL_DIRECTION_NUMBERS_H
#define COGCAST_SOBOL_DIRECTION_NUMBERS_H

#include <stdint.h>

/// Dimensions of the table, the van der Corput sequence (which has no row) included.
#define COGCAST_SOBOL_DIMENSIONS 1111

/// Numbers in the table: for each dimension but the first its primitive polynomial, then as many
/// initial direction numbers as the polynomial has degrees.
#define COGCAST_SOBOL_TABLE_COUNT 14333

/// The table of Joe & Kuo (2008), `COGCAST_SOBOL_TABLE_COUNT` numbers; lives for ever.
const uint16_t *cogcast_sobol_direction_numbers(void);

#endif
