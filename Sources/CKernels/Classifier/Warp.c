// Distortion of images.

#include "ClassifierKernels.h"

static inline float bounded(float x, float low, float high) { return x < low ? low : x > high ? high : x; }

void ck_warp(
  const uint8_t *source, ptrdiff_t side, const float *map, const float *dx, const float *dy, ptrdiff_t stride,
  uint8_t *image
) {
  const ptrdiff_t row = side + 3;
  const uint8_t *origin = source + row + 1;
  const float last = (float)side;
  for (ptrdiff_t y = 0; y < side; y++) {
    for (ptrdiff_t x = 0; x < side; x++) {
      float from_x = map[0] * (float)x + map[1] * (float)y + map[2];
      float from_y = map[3] * (float)x + map[4] * (float)y + map[5];
      if (dx && dy) {
        from_x += dx[y * stride + x];
        from_y += dy[y * stride + x];
      }
      from_x = bounded(from_x, -1, last);
      from_y = bounded(from_y, -1, last);
      const int32_t left = (int32_t)(from_x + 1) - 1, top = (int32_t)(from_y + 1) - 1;
      const float across = from_x - (float)left, down = from_y - (float)top;
      const uint8_t *p = origin + top * row + left;
      const float upper = (float)p[0] + across * ((float)p[1] - (float)p[0]);
      const float lower = (float)p[row] + across * ((float)p[row + 1] - (float)p[row]);
      image[y * side + x] = (uint8_t)(upper + down * (lower - upper) + 0.5f);
    }
  }
}
