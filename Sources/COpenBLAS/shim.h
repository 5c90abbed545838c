#ifndef COGCAST_COPENBLAS_SHIM_H
#define COGCAST_COPENBLAS_SHIM_H

#include <cblas.h>
#include <openblas_config.h>
#include <lapacke.h>

#endif
