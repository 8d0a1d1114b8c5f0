#include "CBytes.h"

#include <stdlib.h>
#include <string.h>

#if defined(__x86_64__)
#include <immintrin.h>

#define TARGET __attribute__((target("avx2,bmi,bmi2,lzcnt,popcnt")))

bool dlviz_bytes_are_quick(void) {
  static int known = -1;
  int is_quick = __atomic_load_n(&known, __ATOMIC_RELAXED);
  if (is_quick < 0) {
    const char *asked = getenv("DLVIZ_VECTORS");
    __builtin_cpu_init();
    is_quick = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2") &&
               __builtin_cpu_supports("lzcnt") && __builtin_cpu_supports("popcnt") && __builtin_cpu_supports("sse4.2") &&
               __builtin_cpu_supports("pclmul") && !(asked && strcmp(asked, "portable") == 0);
    __atomic_store_n(&known, is_quick, __ATOMIC_RELAXED);
  }
  return is_quick;
}

enum { greatest_power = 55 };

/// From its middle on, so many bytes less are ones; from its beginning on, zeros.
static const uint8_t last_bytes[64] = {
    [32] = 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255,        255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
};

static const uint64_t powers_of_ten[19] = {
    1,
    10,
    100,
    1000,
    10000,
    100000,
    1000000,
    10000000,
    100000000,
    1000000000,
    10000000000,
    100000000000,
    1000000000000,
    10000000000000,
    100000000000000,
    1000000000000000,
    10000000000000000,
    100000000000000000,
    1000000000000000000,
};

/// The number that 32 digits make.
/// Returns whether it has 63 bits at most.
TARGET static inline __attribute__((always_inline)) bool sum_digits(__m256i digits, uint64_t *number) {
  digits = _mm256_maddubs_epi16(digits, _mm256_set1_epi16(0x010A));
  digits = _mm256_madd_epi16(digits, _mm256_set1_epi32(0x00010064));
  digits = _mm256_packus_epi32(digits, digits);
  digits = _mm256_madd_epi16(digits, _mm256_set1_epi32(0x00012710));
  // Four numbers of eight digits.
  const uint64_t low = (uint64_t)_mm_cvtsi128_si64(_mm256_extracti128_si256(digits, 1));
  const uint64_t high = (uint64_t)_mm_cvtsi128_si64(_mm256_castsi256_si128(digits));
  *number = (uint64_t)(uint32_t)low * 100000000 + (low >> 32) + (high >> 32) * 10000000000000000;
  return __builtin_expect((uint32_t)high == 0 && high >> 32 <= 900, 1);
}

static const double exact_powers[23] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                        1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

/// The number where mantissa and power are both exact, so that one rounding is made (Clinger, 1990): 0.5 and the like.
static bool make_exactly(uint64_t mantissa, long exponent, uint64_t is_negative, double *value) {
  if (mantissa >> 53 || exponent < -22 || exponent > 22) return false;
  const double whole = (double)(int64_t)mantissa;
  const double magnitude = exponent < 0 ? whole / exact_powers[-exponent] : whole * exact_powers[exponent];
  *value = is_negative ? -magnitude : magnitude;
  return true;
}

/// The number nearest to mantissa · 10^exponent, as `PowerOfFive.nearest` finds it; the mantissa has 63 bits at most.
/// Returns whether it is found.
TARGET static inline __attribute__((always_inline)) bool make_number(uint64_t mantissa, long exponent, uint64_t is_negative,
                                                                     const dlviz_power *powers, double *value) {
  if (mantissa == 0 || exponent == 0) {
    const double magnitude = (double)(int64_t)mantissa;
    *value = is_negative ? -magnitude : magnitude;
    return true;
  }
  if (__builtin_expect(exponent < -greatest_power || exponent > greatest_power, 0)) return false;
  const long shift = (long)_lzcnt_u64(mantissa);
  const uint64_t normal = mantissa << shift;
  const dlviz_power *five = powers + exponent + greatest_power;
  const unsigned __int128 upper = (unsigned __int128)normal * five->high;
  uint64_t top = (uint64_t)(upper >> 64);
  // The lower half of the power matters where a carry out of it may reach the bits that stay, or where a tie is near.
  if (__builtin_expect(((top + 1) & 0x1FF) < 2, 0)) {
    const uint64_t lower = (uint64_t)((unsigned __int128)normal * five->low >> 64);
    const uint64_t middle = (uint64_t)upper + lower;
    top += middle < lower;
    // The bits that are not known, and a tie, may decide.
    if (middle - 2 >= UINT64_MAX - 3) return make_exactly(mantissa, exponent, is_negative, value);
  }
  const uint64_t upper_bit = top >> 63;
  const uint64_t part = top >> (upper_bit + 9);
  const uint64_t rounded = (part + (part & 1)) >> 1;
  const long binary = exponent * 217706 >> 16;
  // Rounding up may carry into the exponent, which then is the right one.
  const uint64_t bits = ((uint64_t)(binary + 63 + (long)upper_bit - shift + 1022) << 52) + rounded;
  const uint64_t whole = bits | is_negative << 63;
  memcpy(value, &whole, sizeof whole);
  return true;
}

/// The number of one digit, a point and 1 to 18 digits, which programs mostly print.
/// Returns whether there is one.
TARGET static inline __attribute__((always_inline)) bool read_fraction(const uint8_t *start, const uint8_t *end, uint64_t is_negative,
                                                                       const dlviz_power *powers, double *value) {
  const long fraction = end - start - 2;
  const uint64_t ones = (uint64_t)(*start - '0');
  __m256i digits = _mm256_sub_epi8(_mm256_loadu_si256((const __m256i *)(end - 32)), _mm256_set1_epi8('0'));
  digits = _mm256_and_si256(digits, _mm256_loadu_si256((const __m256i *)(last_bytes + fraction)));
  if (__builtin_expect(ones > 9 || _mm256_movemask_epi8(_mm256_adds_epu8(digits, _mm256_set1_epi8(0x76))), 0)) return false;
  uint64_t mantissa;
  sum_digits(digits, &mantissa);
  mantissa += ones * powers_of_ten[fraction];
  return make_number(mantissa, -fraction, is_negative, powers, value);
}

/// Where a number ends whose digits end there, with the power of ten behind them; as `dlviz_bytes_number`.
///
/// All digits, 31 at most, are turned into a number at once: they end where the vector ends, and those before the point are moved over it.
TARGET static inline __attribute__((always_inline)) bool read_plain(const uint8_t *start, const uint8_t *end, long power,
                                                                    const dlviz_power *powers, double *value, unsigned *strangers) {
  const uint64_t is_negative = *start == '-';
  start += is_negative;
  const long length = end - start;
  const __m256i zero = _mm256_set1_epi8('0');
  const __m256i bytes = _mm256_loadu_si256((const __m256i *)(end - 32));
  const __m256i digits = _mm256_sub_epi8(bytes, zero);
  const unsigned own = (uint64_t)(length - 1) < 31 ? ~0u << (32 - length) : 0;
  const unsigned point = (unsigned)_mm256_movemask_epi8(_mm256_cmpeq_epi8(bytes, _mm256_set1_epi8('.'))) & own;
  const unsigned others =
      (unsigned)_mm256_movemask_epi8(_mm256_cmpeq_epi8(_mm256_max_epu8(digits, _mm256_set1_epi8(10)), digits)) & own;
  *strangers = others ^ point;
  const long count = length - (point != 0);
  if (__builtin_expect(own == 0 || others != point || _blsr_u32(point) || count == 0, 0)) return false;
  // So many digits behind the point; without one, all are before it and none is moved.
  const long fraction = point ? (long)_lzcnt_u32(point) : 0;
  const __m256i moved = _mm256_sub_epi8(_mm256_loadu_si256((const __m256i *)(end - 33)), zero);
  const __m256i stays = _mm256_loadu_si256((const __m256i *)(last_bytes + (point ? fraction : 32)));
  const __m256i sum = _mm256_and_si256(_mm256_blendv_epi8(moved, digits, stays), _mm256_loadu_si256((const __m256i *)(last_bytes + count)));
  uint64_t mantissa;
  if (!sum_digits(sum, &mantissa)) return false;
  return make_number(mantissa, power - fraction, is_negative, powers, value);
}

/// A number with an exponent, or none.
TARGET static __attribute__((noinline)) bool read_power(const uint8_t *start, const uint8_t *end, const dlviz_power *powers, double *value) {
  const uint8_t *mark = end - 1;
  while (mark > start && end - mark < 6 && (*mark | 0x20) != 'e') mark--;
  if (mark <= start || (*mark | 0x20) != 'e') return false;
  const uint8_t *digit = mark + 1;
  const bool is_negative = *digit == '-';
  if (digit < end && (*digit == '-' || *digit == '+')) digit++;
  if (digit == end || end - digit > 3) return false;
  long power = 0;
  for (; digit < end; digit++) {
    const uint8_t number = (uint8_t)(*digit - '0');
    if (number > 9) return false;
    power = power * 10 + number;
  }
  unsigned strangers;
  return read_plain(start, mark, is_negative ? -power : power, powers, value, &strangers);
}

/// A whole number of one to eight digits.
/// Returns whether there is one.
TARGET static inline __attribute__((always_inline)) bool read_short(const uint8_t *start, const uint8_t *end, uint64_t is_negative,
                                                                    double *value) {
  uint64_t digits;
  memcpy(&digits, end - 8, sizeof digits);
  digits = (digits ^ 0x3030303030303030) & ~(uint64_t)0 << (64 - 8 * (end - start));
  if (((digits + 0x7676767676767676) | digits) & 0x8080808080808080) return false;
  // Pairs, fours, all eight (Lemire, "Quickly parsing eight digits", 2018).
  digits = digits * 2561 >> 8;
  digits = (digits & 0x00FF00FF00FF00FF) * 6553601 >> 16;
  digits = (digits & 0x0000FFFF0000FFFF) * 42949672960001 >> 32;
  const double magnitude = (double)(int64_t)digits;
  *value = is_negative ? -magnitude : magnitude;
  return true;
}

TARGET static inline __attribute__((always_inline)) bool read_number(const uint8_t *start, const uint8_t *end, const dlviz_power *powers,
                                                                     double *value) {
  const uint64_t is_negative = *start == '-';
  const uint8_t *first = start + is_negative;
  // The processor foresees where the point is and need not wait for it to be found.
  if (first[1] == '.' && (uint64_t)(end - first - 3) < 18 && read_fraction(first, end, is_negative, powers, value)) return true;
  if ((uint64_t)(end - first - 1) < 8 && read_short(first, end, is_negative, value)) return true;
  unsigned strangers;
  if (__builtin_expect(read_plain(start, end, 0, powers, value, &strangers), 1)) return true;
  return strangers != 0 && read_power(start, end, powers, value);
}

TARGET bool dlviz_bytes_number(const uint8_t *start, const uint8_t *end, const dlviz_power *powers, double *value) {
  return end > start && read_number(start, end, powers, value);
}

enum { most_blocks = 512, block_size = 64 };

/// Where delimiters and line breaks are in so many blocks of 64 bytes.
TARGET static long find_separators(const uint8_t *start, long blocks, uint8_t delimiter, uint32_t *places) {
  const __m256i cell_end = _mm256_set1_epi8((char)delimiter), line_end = _mm256_set1_epi8('\n');
  long count = 0;
  for (long block = 0; block < blocks; block++) {
    const __m256i low = _mm256_loadu_si256((const __m256i *)(start + block_size * block));
    const __m256i high = _mm256_loadu_si256((const __m256i *)(start + block_size * block + 32));
    const uint64_t lows =
        (uint32_t)_mm256_movemask_epi8(_mm256_or_si256(_mm256_cmpeq_epi8(low, cell_end), _mm256_cmpeq_epi8(low, line_end)));
    const uint64_t highs =
        (uint32_t)_mm256_movemask_epi8(_mm256_or_si256(_mm256_cmpeq_epi8(high, cell_end), _mm256_cmpeq_epi8(high, line_end)));
    uint64_t all = lows | highs << 32;
    const long more = (long)_mm_popcnt_u64(all);
    const uint32_t base = (uint32_t)(block_size * block);
    // Some too many are written, so that their number is no branch.
    for (long index = 0; index < 4; index++, all = _blsr_u64(all)) places[count + index] = base + (uint32_t)_tzcnt_u64(all);
    for (long index = 4; index < more; index++, all = _blsr_u64(all)) places[count + index] = base + (uint32_t)_tzcnt_u64(all);
    count += more;
  }
  return count;
}

TARGET const uint8_t *dlviz_bytes_rows(const uint8_t *first, const uint8_t *start, const uint8_t *stop, const dlviz_power *powers, long width,
                                       uint8_t delimiter, double missing, double *cells, long stride, long capacity, uint8_t *gaps,
                                       long *count) {
  uint32_t places[most_blocks * block_size + 4];
  const uint8_t *row = start;
  long rows = 0;
  while (rows < capacity) {
    long blocks = (stop - row) / block_size;
    if (blocks > most_blocks) blocks = most_blocks;
    const long found = blocks > 0 ? find_separators(row, blocks, delimiter, places) : 0;
    const uint8_t *base = row;
    long index = 0;
    for (; index + width <= found && rows < capacity; index += width, rows++) {
      double *cell = cells + rows;
      const uint8_t *begin = row;
      long empty = 0;
      for (long column = 0; column < width; column++, cell += stride) {
        const uint8_t *end = base + places[index + column];
        const uint8_t *next = end + 1;
        if (column < width - 1) {
          if (*end != delimiter) goto out;
        } else {
          if (*end != '\n') goto out;
          if (end > begin && end[-1] == '\r') end--;
        }
        if (__builtin_expect(end - first < dlviz_bytes_before_end, 0)) goto out;
        if (__builtin_expect(end == begin, 0)) {
          *cell = missing;
          gaps[column] = 1;
          empty++;
        } else if (!read_number(begin, end, powers, cell)) {
          goto out;
        }
        begin = next;
      }
      if (empty == width) goto out;
      row = begin;
    }
    if (index == 0) break;
  }
out:
  *count = rows;
  return row;
}

#else

bool dlviz_bytes_are_quick(void) { return false; }

bool dlviz_bytes_number(const uint8_t *start, const uint8_t *end, const dlviz_power *powers, double *value) {
  (void)start, (void)end, (void)powers, (void)value;
  return false;
}

const uint8_t *dlviz_bytes_rows(const uint8_t *first, const uint8_t *start, const uint8_t *stop, const dlviz_power *powers, long width,
                                uint8_t delimiter, double missing, double *cells, long stride, long capacity, uint8_t *gaps, long *count) {
  (void)first, (void)stop, (void)powers, (void)width, (void)delimiter, (void)missing, (void)cells, (void)stride, (void)capacity, (void)gaps;
  *count = 0;
  return start;
}

#endif
