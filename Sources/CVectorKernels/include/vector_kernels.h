#ifndef COGCAST_VECTOR_KERNELS_H
#define COGCAST_VECTOR_KERNELS_H

#include <stddef.h>
#include <stdint.h>

#endif
