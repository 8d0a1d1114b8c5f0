#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Digests by the system's libcrypto, which is looked for when the first one is needed.
///
/// Nothing here needs libcrypto to build, to link or to start. On macOS, CommonCrypto takes its place.

/// Digest functions.
typedef enum {
  /// FIPS 180-4, 32 bytes.
  CCRYPTO_SHA256 = 0,
  /// RFC 1321, 16 bytes.
  CCRYPTO_MD5,
} ccrypto_function;

enum {
  /// Bytes of the longest digest.
  CCRYPTO_LONGEST_DIGEST = 32,
};

/// A library with digest functions.
typedef struct ccrypto_library ccrypto_library;

/// The system's own, looked up once; NULL where there is none.
const ccrypto_library *_Nullable ccrypto_system(void);

/// The library of a file's name, as `dlopen` takes it; NULL where it is missing or lacks a function. It stays loaded.
const ccrypto_library *_Nullable ccrypto_open(const char *_Nonnull name);

/// A digest that is being computed.
typedef struct ccrypto_digest ccrypto_digest;

/// Begins a digest; NULL where the library refuses the function, as one in FIPS mode refuses MD5.
ccrypto_digest *_Nullable ccrypto_begin(const ccrypto_library *_Nonnull library, ccrypto_function function);

/// Adds bytes. Returns whether the library took them.
bool ccrypto_update(ccrypto_digest *_Nonnull digest, const void *_Nullable bytes, size_t count);

/// Writes the digest of all bytes so far, which ends it. Returns its length in bytes, 0 for a failure.
size_t ccrypto_finish(ccrypto_digest *_Nonnull digest, uint8_t out[_Nonnull CCRYPTO_LONGEST_DIGEST]);

/// Frees a digest, ended or not.
void ccrypto_free(ccrypto_digest *_Nullable digest);
