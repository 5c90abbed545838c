#include "block_kernels.h"

#include <stdbool.h>

#include "block_tables.h"

const cogcast_block_kernels *cogcast_block_kernels_for(enum cogcast_instructions instructions) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  bool avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("popcnt");
  bool avx512 = avx2 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq")
                && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl");
  switch (instructions) {
    case COGCAST_BASELINE: return &cogcast_block_kernels_baseline;
    case COGCAST_AVX2: return avx2 ? &cogcast_block_kernels_avx2 : NULL;
    case COGCAST_AVX512: return avx512 ? &cogcast_block_kernels_avx512 : NULL;
  }
  return NULL;
#else
  return instructions == COGCAST_BASELINE ? &cogcast_block_kernels_baseline : NULL;
#endif
}
