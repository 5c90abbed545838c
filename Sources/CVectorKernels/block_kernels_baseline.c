#define BLOCK_KERNELS cogcast_block_kernels_baseline
#include "blocks/kernels.h"
