// The playground's kernels for whatever the compiler targets: vectors are as many registers as it takes.

#include "PlaygroundLevels.h"

/// Vectors whose tanh is taken together; 1 or 5.
#define GROUP 1
#define LEVEL(name) name##_portable

#include "PlaygroundBody.h"
