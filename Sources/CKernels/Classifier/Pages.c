// How the system maps memory.

#if defined(__linux__)
#define _GNU_SOURCE
#include <sys/mman.h>
#endif

#include "ClassifierKernels.h"

void ck_prefer_large_pages(void *memory, ptrdiff_t bytes) {
#if defined(__linux__) && defined(MADV_HUGEPAGE)
  const uintptr_t page = 1 << 21, start = ((uintptr_t)memory + page - 1) & ~(page - 1);
  const uintptr_t end = ((uintptr_t)memory + (uintptr_t)bytes) & ~(page - 1);
  // A wish: where it is refused, nothing changes.
  if (start < end) (void)madvise((void *)start, end - start, MADV_HUGEPAGE);
#else
  (void)memory;
  (void)bytes;
#endif
}
