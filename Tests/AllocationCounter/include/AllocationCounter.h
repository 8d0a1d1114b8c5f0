#ifndef ALLOCATION_COUNTER_H
#define ALLOCATION_COUNTER_H

#include <stdbool.h>
#include <stdint.h>

/// Whether allocations are counted here: with glibc, and without a sanitizer, which has an allocator of its own.
bool allocations_are_counted(void);

/// How many blocks of memory the calling thread has asked for since it began.
uint64_t allocation_count(void);

#endif
