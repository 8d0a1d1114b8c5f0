#include "CBytes.h"

#include <string.h>

#if defined(__x86_64__)
#include <immintrin.h>

__attribute__((target("sse4.2"))) uint32_t dlviz_bytes_castagnoli(const uint8_t *start, size_t count) {
  uint64_t crc = UINT32_MAX;
  for (; count >= 8; start += 8, count -= 8) {
    uint64_t word;
    memcpy(&word, start, 8);
    crc = _mm_crc32_u64(crc, word);
  }
  uint32_t rest = (uint32_t)crc;
  for (; count > 0; start++, count--) rest = _mm_crc32_u8(rest, *start);
  return ~rest;
}

// Folds 64 bytes at a time by products without carries. Source of the method and of the constants: Gopal and others, "Fast CRC
// Computation for Generic Polynomials Using PCLMULQDQ Instruction", Intel 2009, with the bits of each byte in zlib's order.
#define TARGET __attribute__((target("sse4.2,pclmul")))

/// A sum that is moved on by as many bits as the two constants stand for.
TARGET static inline __m128i fold(__m128i sum, __m128i constants, __m128i next) {
  const __m128i low = _mm_clmulepi64_si128(sum, constants, 0x00), high = _mm_clmulepi64_si128(sum, constants, 0x11);
  return _mm_xor_si128(_mm_xor_si128(low, high), next);
}

TARGET static inline __m128i load(const uint8_t *start) { return _mm_loadu_si128((const __m128i *)start); }

TARGET uint32_t dlviz_bytes_checksum(uint32_t crc, const uint8_t *start, size_t count, size_t *taken) {
  count &= ~(size_t)15;
  *taken = count >= 64 ? count : 0;
  if (count < 64) return crc;
  const __m128i by_512 = _mm_set_epi64x(0x01c6e41596, 0x0154442bd4), by_128 = _mm_set_epi64x(0x00ccaa009e, 0x01751997d0);
  const __m128i by_64 = _mm_set_epi64x(0, 0x0163cd6124), polynomial = _mm_set_epi64x(0x01f7011641, 0x01db710641);
  const __m128i words = _mm_setr_epi32(-1, 0, -1, 0);
  __m128i a = _mm_xor_si128(load(start), _mm_cvtsi32_si128((int)~crc));
  __m128i b = load(start + 16), c = load(start + 32), d = load(start + 48);
  for (start += 64, count -= 64; count >= 64; start += 64, count -= 64) {
    a = fold(a, by_512, load(start));
    b = fold(b, by_512, load(start + 16));
    c = fold(c, by_512, load(start + 32));
    d = fold(d, by_512, load(start + 48));
  }
  a = fold(fold(fold(a, by_128, b), by_128, c), by_128, d);
  for (; count >= 16; start += 16, count -= 16) a = fold(a, by_128, load(start));
  // From 128 bits to 64, then to the 32 that remain of a division by the polynomial (Barrett).
  a = _mm_xor_si128(_mm_srli_si128(a, 8), _mm_clmulepi64_si128(a, by_128, 0x10));
  a = _mm_xor_si128(_mm_srli_si128(a, 4), _mm_clmulepi64_si128(_mm_and_si128(a, words), by_64, 0x00));
  const __m128i quotient = _mm_and_si128(_mm_clmulepi64_si128(_mm_and_si128(a, words), polynomial, 0x10), words);
  a = _mm_xor_si128(a, _mm_clmulepi64_si128(quotient, polynomial, 0x00));
  return ~(uint32_t)_mm_extract_epi32(a, 1);
}

#else

uint32_t dlviz_bytes_castagnoli(const uint8_t *start, size_t count) {
  (void)start, (void)count;
  return 0;
}

uint32_t dlviz_bytes_checksum(uint32_t crc, const uint8_t *start, size_t count, size_t *taken) {
  (void)start, (void)count;
  *taken = 0;
  return crc;
}

#endif
