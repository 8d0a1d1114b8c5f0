#pragma once

#include "ClassifierKernels.h"
#include "DenseKernels.h"
