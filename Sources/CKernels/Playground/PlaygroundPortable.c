// The playground's kernels for whatever the compiler targets: two doubles at a time.

#include "PlaygroundLevels.h"

#define LANES 2
#define LEVEL(name) name##_portable

#include "PlaygroundBody.h"
