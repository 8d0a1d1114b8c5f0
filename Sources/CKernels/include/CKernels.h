#pragma once

#include "DenseKernels.h"
