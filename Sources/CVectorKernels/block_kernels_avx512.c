#if defined(__x86_64__)

#define INSTRUCTIONS __attribute__((target("popcnt,avx512f,avx512dq,avx512bw,avx512vl")))
#define GROUPS 6
#define BLOCK_KERNELS cogcast_block_kernels_avx512
#include "blocks/kernels.h"

#endif
