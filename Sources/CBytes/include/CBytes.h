#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Inner loops over the bytes of logs, for processors that have AVX2; what they leave is for whoever asks.

/// Whether this processor has what the loops need, and `DLVIZ_VECTORS` does not ask for `portable`.
bool dlviz_bytes_are_quick(void);

/// So many bytes before a number's end may be looked at.
enum { dlviz_bytes_before_end = 33 };

/// A power of five: 128 bits of 5^n between 2^127 and 2^128, cut off where n is positive and rounded up elsewhere.
typedef struct {
  uint64_t high, low;
} dlviz_power;

/// Reads rows of numbers, each as wide as the others, and stops at the first that has anything else.
///
/// Numbers are sign, digits, point and exponent, correctly rounded; an empty cell has the value `missing`, a row of empty cells is none.
/// - first: the first byte that may be read; start: where a row begins; stop: what is behind it is not looked at.
/// - powers: 5^-55 to 5^55.
/// - cells: column after column, `stride` numbers each; room for `capacity` rows.
/// - gaps: becomes 1 for each column with an empty cell.
/// - count: becomes the number of rows.
/// Returns where the next row begins. Needs `dlviz_bytes_are_quick()`.
const uint8_t *dlviz_bytes_rows(const uint8_t *first, const uint8_t *start, const uint8_t *stop, const dlviz_power *powers, long width,
                                uint8_t delimiter, double missing, double *cells, long stride, long capacity, uint8_t *gaps, long *count);

/// Reads the number that is all of some bytes, of which the 33 before their end may be read.
/// Returns whether they are one of the usual kind. Needs `dlviz_bytes_are_quick()`.
bool dlviz_bytes_number(const uint8_t *start, const uint8_t *end, const dlviz_power *powers, double *value);

/// The Castagnoli checksum (CRC-32C). Needs `dlviz_bytes_are_quick()`.
uint32_t dlviz_bytes_castagnoli(const uint8_t *start, size_t count);

/// The part of zlib's CRC-32 that goes over the first bytes, as many as make whole blocks of 16 and no fewer than 64.
/// - crc: the checksum so far, 0 at the beginning.
/// - taken: becomes how many bytes were taken in.
/// Needs `dlviz_bytes_are_quick()`.
uint32_t dlviz_bytes_checksum(uint32_t crc, const uint8_t *start, size_t count, size_t *taken);
