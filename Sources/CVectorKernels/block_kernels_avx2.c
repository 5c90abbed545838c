#if defined(__x86_64__)

#define INSTRUCTIONS __attribute__((target("popcnt,avx2")))
#define BLOCK_KERNELS cogcast_block_kernels_avx2
#include "blocks/kernels.h"

#endif
