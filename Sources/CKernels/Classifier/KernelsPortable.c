// The kernels with the compiler's own target: four floats at a time, SSE2 or NEON.

#include "Levels.h"

#define LANES 4
#define TILE_ROWS 6
#define SPARSE_PIXELS 2
#define SPARSE_VECTORS 4
#define FORWARD_BY_IMAGE 0
#define TILE_VECTORS 2
#define SKIPS_ZEROS 0
#define LEVEL(name) name##_portable

#include "KernelBody.h"
