#ifndef COGCAST_COPENBLAS_SHIM_H
#define COGCAST_COPENBLAS_SHIM_H

#include <cblas.h>
#include <openblas_config.h>
#include <lapacke.h>

// What OpenBLAS itself calls before a process forks or ends; builds without threads lack it.
extern int blas_thread_shutdown_(void) __attribute__((weak));

// Leaves OpenBLAS with the calling thread alone, and ends the threads that it started while it was
// loaded: each would wait busily for a tenth of a second.
static inline void cogcast_end_blas_threads(void) {
  openblas_set_num_threads(1);
  if (blas_thread_shutdown_) blas_thread_shutdown_();
}

#endif
