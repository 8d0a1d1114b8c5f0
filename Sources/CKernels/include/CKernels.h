#pragma once

#include "ClassifierKernels.h"
#include "DenseKernels.h"
#include "LaneKernels.h"
#include "PlaygroundKernels.h"
